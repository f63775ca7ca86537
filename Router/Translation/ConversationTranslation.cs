using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;
using Switchyard.Router.Tools;

namespace Switchyard.Router.Translation;

/// <summary>Translates what a model says.</summary>
/// <param name="upstream">How the upstream speaks.</param>
/// <param name="request">What was asked.</param>
/// <param name="mayContinue">Whether another upstream may go on with a stream that breaks off.</param>
/// <param name="tools">What finds calls in text; <see langword="null"/> where nothing has to.</param>
internal sealed class ConversationTranslation(UpstreamDialect upstream, CallerRequest request, bool mayContinue, ToolCallRewriter? tools) : AnswerTranslation
{
    /// <summary>Gets whether another upstream may go on with a stream that breaks off.</summary>
    public bool MayContinue => mayContinue;

    public override bool IsStream => request.Answer.Request.Stream;

    public override ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer, StreamOutcome outcome)
    {
        outcome.Tools = tools;
        var read = upstream.AnswerReader.Read(answer, request.Answer);
        outcome.Usage = AnswerUsage.Of(read.Usage);
        var output = new ArrayBufferWriter<byte>(answer.Length);
        request.Caller.AnswerWriter.Write(read, request.Answer, output);
        return output.WrittenMemory;
    }

    /// <summary>Translates a stream while it is read.</summary>
    public AnswerEvents Translate(StreamOutcome outcome)
    {
        outcome.Tools = tools;
        return new TranslatedEvents(new StreamTranslator(upstream, request.Caller, request.Answer) { MayContinue = mayContinue }, request.Caller, outcome);
    }
}
