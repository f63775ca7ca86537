namespace Switchyard.MockUpstream.Dialects;

/// <summary>How events become bytes.</summary>
internal enum StreamSyntax
{
    /// <summary>Server-sent events.</summary>
    ServerSentEvents,

    /// <summary>One JSON value a line.</summary>
    Lines,

    /// <summary>One JSON array, written bit by bit; Gemini without <c>alt=sse</c>.</summary>
    Array,
}
