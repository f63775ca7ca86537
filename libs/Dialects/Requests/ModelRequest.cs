namespace Switchyard.Dialects.Requests;

/// <summary>What a caller asks of a model, in no dialect.</summary>
public sealed record ModelRequest
{
    /// <summary>Gets the dialect the request was read from; error messages name its members.</summary>
    public required Dialect Source { get; init; }

    /// <summary>Gets the model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the instructions that come before the conversation (system or developer messages).</summary>
    public IReadOnlyList<TextPart> Instructions { get; init; } = [];

    /// <summary>Gets the conversation.</summary>
    public IReadOnlyList<Message> Messages { get; init; } = [];

    /// <summary>Gets the functions the model may call.</summary>
    public IReadOnlyList<Tool> Tools { get; init; } = [];

    /// <summary>Gets whether the model may or must call; <see langword="null"/> leaves it to the upstream.</summary>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>Gets whether one answer may hold several calls; <see langword="null"/> leaves it to the upstream.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Gets how tokens are chosen and when to stop.</summary>
    public SamplingOptions Sampling { get; init; } = new();

    /// <summary>Gets the form the answer's text must have; <see langword="null"/> for free text.</summary>
    public ResponseFormat? ResponseFormat { get; init; }

    /// <summary>Gets how much the model should think first; <see langword="null"/> leaves it to the upstream.</summary>
    public ReasoningOptions? Reasoning { get; init; }

    /// <summary>Gets the caller's own id of its end user.</summary>
    public string? User { get; init; }

    /// <summary>Gets the caller's labels.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];

    /// <summary>Gets whether the answer is to be streamed.</summary>
    public bool Stream { get; init; }

    /// <summary>Gets whether a streamed chat or text completion ends with a chunk of usage.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>Gets whether the last message, the assistant's, is the beginning of the answer, which is to be continued; only for upstreams whose <see cref="UpstreamTraits.Prefill"/> says how.</summary>
    public bool ContinuesAnswer { get; init; }

    /// <summary>Gets members no other dialect knows; they go on to upstreams of the same family only.</summary>
    public IReadOnlyList<ExtraMember> Extra { get; init; } = [];

    /// <summary>Gets the paths of members inside messages that were not understood; every translation reports them as dropped.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];
}
