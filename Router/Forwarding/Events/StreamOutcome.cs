using Switchyard.Router.Balancing;
using Switchyard.Router.Tools;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>What came of an answer, for the attempt that started it.</summary>
internal sealed class StreamOutcome
{
    /// <summary>Gets or sets whether a stream was ended with an error event.</summary>
    public bool IsInterrupted { get; set; }

    /// <summary>Gets or sets the number of events that were left out because nobody could have read them.</summary>
    public int MalformedEvents { get; set; }

    /// <summary>Gets the number of events with a piece of the answer; for most upstreams one is a token.</summary>
    public int ContentEvents { get; private set; }

    /// <summary>Gets or sets how long these pieces are together, in bytes.</summary>
    public long ContentBytes { get; set; }

    /// <summary>Gets or sets what the request adds to its endpoint's work, which becomes less with every piece.</summary>
    public RequestLoad? Load { get; set; }

    /// <summary>Gets or sets the tokens as the upstream counted them.</summary>
    public AnswerUsage? Usage { get; set; }

    /// <summary>Gets or sets whether a stream said that its answer was whole. Before that its usage is only what it began with.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Gets the tokens of the answer, also of one that broke off; <see langword="null"/> where nothing is known of them.</summary>
    public int? CompletionTokens => Usage is { } usage
        ? (HasEnded ? usage.CompletionTokens : Math.Max(usage.CompletionTokens, ContentEvents))
        : ContentEvents > 0 ? ContentEvents : null;

    /// <summary>Gets or sets what finds calls in the answer's text, if anything has to.</summary>
    public ToolCallRewriter? Tools { get; set; }

    /// <summary>Counts a piece of the answer.</summary>
    public void CountContent()
    {
        ContentEvents++;
        Load?.CountContent();
    }
}
