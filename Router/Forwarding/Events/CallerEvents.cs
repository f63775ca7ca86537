using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>The events the Router itself adds to a stream, in the caller's dialect.</summary>
internal static class CallerEvents
{
    private static readonly ReadOnlyMemory<byte> s_comment = ": keep-alive\n\n"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> s_ping = "event: ping\ndata: {\"type\":\"ping\"}\n\n"u8.ToArray();

    /// <summary>What a caller hears while the upstream is silent. Anthropic has an event for it, which its clients count as a sign of life.</summary>
    public static ReadOnlyMemory<byte> KeepAlive(CallerDialect caller) => caller.Dialect == Dialect.Anthropic ? s_ping : s_comment;

    /// <summary>Writes the event that ends a stream which broke off.</summary>
    public static byte[] Interrupted(CallerDialect caller, string requestId)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = caller.CreateEventWriter(new AnswerContext(new ModelRequest { Source = caller.Dialect, Model = string.Empty }, requestId, DateTimeOffset.UnixEpoch));
        writer.Write(new ModelEvent { Kind = ModelEventKind.Failed, Error = ModelError.Interrupted }, output);
        return output.WrittenSpan.ToArray();
    }
}
