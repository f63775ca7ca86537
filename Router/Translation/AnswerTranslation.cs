using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Puts one attempt's answer into the caller's dialect.</summary>
internal sealed class AnswerTranslation(UpstreamDialect upstream, CallerRequest request)
{
    private static readonly ReadOnlyMemory<byte> s_ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n"u8.ToArray();

    /// <summary>Gets whether the caller wants a stream.</summary>
    public bool IsStream => request.Answer.Request.Stream;

    // Anthropic has an event for it, which its clients count as a sign of life.
    private ReadOnlyMemory<byte> KeepAlive => request.Caller.Dialect == Dialect.Anthropic ? s_ping : EventStream.KeepAliveComment;

    /// <summary>Translates a whole answer.</summary>
    /// <exception cref="AnswerFormatException">It is none, or cannot be said in the caller's dialect.</exception>
    public ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer)
    {
        var output = new ArrayBufferWriter<byte>(answer.Length);
        request.Caller.AnswerWriter.Write(upstream.AnswerReader.Read(answer, request.Answer), request.Answer, output);
        return output.WrittenMemory;
    }

    /// <summary>Translates a stream while it is read.</summary>
    public Stream Translate(Stream events, StreamOutcome outcome) =>
        new TranslatedStream(events, new StreamTranslator(upstream, request.Caller, request.Answer), KeepAlive, outcome);
}
