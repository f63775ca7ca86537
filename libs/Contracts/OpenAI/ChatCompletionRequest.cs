using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /v1/chat/completions</c>. Source: OpenAI API reference, "Create chat completion".</summary>
/// <remarks>Members the type does not know land in <see cref="Extra"/>, so that a reader can refuse or forward them, never lose them.</remarks>
public sealed record ChatCompletionRequest
{
    /// <summary>Gets the model string, <c>provider/model</c> or an alias; <see langword="null"/> means the default model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the conversation so far, oldest first; at least one message.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }

    /// <summary>Gets whether the answer is sent as server-sent events.</summary>
    public bool? Stream { get; init; }

    /// <summary>Gets what a stream adds to its chunks.</summary>
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Gets the older name of <see cref="MaxCompletionTokens"/>.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Gets the most tokens to generate.</summary>
    public int? MaxCompletionTokens { get; init; }

    /// <summary>Gets the sampling temperature, 0 (greedy) to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Gets the nucleus probability, above 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>Gets how many of the likeliest tokens are sampled from; 0 or absent means all. Not OpenAI; the usual extension.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the seed that makes sampling repeatable.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets the stop strings: one string or up to four.</summary>
    public StopSequences? Stop { get; init; }

    /// <summary>Gets the number of choices.</summary>
    public int? N { get; init; }

    /// <summary>Gets the tools the model may call.</summary>
    public IReadOnlyList<ToolDefinition>? Tools { get; init; }

    /// <summary>Gets <c>"none"</c>, <c>"auto"</c>, <c>"required"</c> or an object that names a function.</summary>
    public JsonElement? ToolChoice { get; init; }

    /// <summary>Gets whether several tools may be called in one answer.</summary>
    public bool? ParallelToolCalls { get; init; }

    /// <summary>Gets the wanted output format.</summary>
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>Gets the penalty for tokens by how often they occurred, -2 to 2.</summary>
    public float? FrequencyPenalty { get; init; }

    /// <summary>Gets the penalty for tokens that occurred, -2 to 2.</summary>
    public float? PresencePenalty { get; init; }

    /// <summary>Gets the bias added to logits, by token id.</summary>
    public IReadOnlyDictionary<string, float>? LogitBias { get; init; }

    /// <summary>Gets whether log probabilities are returned.</summary>
    public bool? Logprobs { get; init; }

    /// <summary>Gets how many alternatives each token reports, 0 to 20.</summary>
    public int? TopLogprobs { get; init; }

    /// <summary>Gets the caller's own id of its end user.</summary>
    public string? User { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
