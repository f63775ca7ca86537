namespace Switchyard.Dialects;

/// <summary>What differs between upstreams of the same dialect.</summary>
public sealed record UpstreamTraits
{
    /// <summary>Gets the traits of an upstream nothing is known about.</summary>
    public static UpstreamTraits Default { get; } = new();

    /// <summary>Gets the output limit written where the caller sets none and the dialect (Anthropic's) demands one, in tokens. Default 4096, which every model of that dialect allows.</summary>
    public int DefaultMaxOutputTokens { get; init; } = 4096;

    /// <summary>Gets whether a chat-completions server knows only the older <c>max_tokens</c> and not <c>max_completion_tokens</c>.</summary>
    public bool UsesMaxTokens { get; init; }

    /// <summary>Gets whether a chat-completions server takes the sampling members OpenAI lacks (<c>top_k</c>, <c>min_p</c>, <c>repetition_penalty</c>), as vLLM, SGLang and llama.cpp do.</summary>
    public bool HasExtendedSampling { get; init; }

    /// <summary>Gets whether a chat-completions server refuses to be told how much to think (<c>reasoning_effort</c>); it is then left out and reported.</summary>
    public bool LacksReasoningEffort { get; init; }

    /// <summary>Gets how a chat-completions server takes back earlier reasoning. Default <see cref="ReasoningHistory.Text"/>.</summary>
    public ReasoningHistory ReasoningHistory { get; init; }

    /// <summary>Gets how an upstream is told to go on with the last message. Default: not at all.</summary>
    public PrefillStyle Prefill { get; init; }

    /// <summary>Gets whether an Anthropic model chooses its thinking budget itself (<c>adaptive</c> with an effort) instead of being given one.</summary>
    public bool HasAdaptiveThinking { get; init; }

    /// <summary>Gets whether a Gemini model takes a thinking level (<c>low</c>, <c>high</c>) instead of a budget, as Gemini 3 does.</summary>
    public bool HasThinkingLevels { get; init; }
}
