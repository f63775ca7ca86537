using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Translates what a model says.</summary>
internal sealed class ConversationTranslation(UpstreamDialect upstream, CallerRequest request, bool mayContinue) : AnswerTranslation
{
    /// <summary>Gets whether another upstream may go on with a stream that breaks off.</summary>
    public bool MayContinue => mayContinue;

    public override bool IsStream => request.Answer.Request.Stream;

    public override ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer, StreamOutcome outcome)
    {
        var read = upstream.AnswerReader.Read(answer, request.Answer);
        outcome.Usage = AnswerUsage.Of(read.Usage);
        var output = new ArrayBufferWriter<byte>(answer.Length);
        request.Caller.AnswerWriter.Write(read, request.Answer, output);
        return output.WrittenMemory;
    }

    /// <summary>Translates a stream while it is read.</summary>
    public AnswerEvents Translate(StreamOutcome outcome) => new TranslatedEvents(new StreamTranslator(upstream, request.Caller, request.Answer) { MayContinue = mayContinue }, request.Caller, outcome);
}
