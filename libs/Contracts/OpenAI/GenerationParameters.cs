using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>
/// What the bodies of chat and text completions have in common: how tokens are chosen and where the text ends. Members that are not
/// OpenAI's are vLLM's, under its names.
/// </summary>
/// <remarks>Members the type does not know land in <see cref="Extra"/>, so that a reader can refuse or forward them, never lose them.</remarks>
public abstract record GenerationParameters
{
    /// <summary>Gets the model string, <c>provider/model</c> or an alias; <see langword="null"/> means the default model. Written first, as everybody does.</summary>
    [JsonPropertyOrder(-1)]
    public string? Model { get; init; }

    /// <summary>Gets whether the answer is sent as server-sent events.</summary>
    public bool? Stream { get; init; }

    /// <summary>Gets what a stream adds to its chunks.</summary>
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Gets the most tokens to generate.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Gets how many tokens are generated before the text may end. Not OpenAI.</summary>
    public int? MinTokens { get; init; }

    /// <summary>Gets the sampling temperature, 0 (greedy) to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Gets the nucleus probability, above 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>Gets how many of the likeliest tokens are sampled from; 0, -1 or absent means all. Not OpenAI.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the least probability of a token, as a share of the likeliest one's, 0 to 1. Not OpenAI.</summary>
    public float? MinP { get; init; }

    /// <summary>Gets what the logits of tokens in prompt and text are divided by, above 0 to 2. Not OpenAI.</summary>
    public float? RepetitionPenalty { get; init; }

    /// <summary>Gets the penalty for tokens by how often they occurred, -2 to 2.</summary>
    public float? FrequencyPenalty { get; init; }

    /// <summary>Gets the penalty for tokens that occurred, -2 to 2.</summary>
    public float? PresencePenalty { get; init; }

    /// <summary>Gets the bias added to logits, -100 to 100, by token id.</summary>
    public IReadOnlyDictionary<string, float>? LogitBias { get; init; }

    /// <summary>Gets the seed that makes sampling repeatable.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets the stop strings: one string or up to four.</summary>
    public StopSequences? Stop { get; init; }

    /// <summary>Gets tokens that end the text. Not OpenAI.</summary>
    public IReadOnlyList<int>? StopTokenIds { get; init; }

    /// <summary>Gets whether the text goes on after the model's end of text. Not OpenAI.</summary>
    public bool? IgnoreEos { get; init; }

    /// <summary>Gets the number of choices.</summary>
    public int? N { get; init; }

    /// <summary>Gets the wanted output format.</summary>
    public JsonElement? ResponseFormat { get; init; }

    /// <summary>Gets what the text must be: an object with <c>json</c>, <c>regex</c>, <c>choice</c> or <c>json_object</c>. Not OpenAI.</summary>
    public JsonElement? StructuredOutputs { get; init; }

    /// <summary>Gets the JSON schema of the text, an older form of <see cref="StructuredOutputs"/>. Not OpenAI.</summary>
    public JsonElement? GuidedJson { get; init; }

    /// <summary>Gets the regular expression of the text, an older form of <see cref="StructuredOutputs"/>. Not OpenAI.</summary>
    public string? GuidedRegex { get; init; }

    /// <summary>Gets the texts to choose from, an older form of <see cref="StructuredOutputs"/>. Not OpenAI.</summary>
    public IReadOnlyList<string>? GuidedChoice { get; init; }

    /// <summary>Gets the caller's own id of its end user.</summary>
    public string? User { get; init; }

    /// <summary>Gets the newer name of <see cref="User"/>.</summary>
    public string? SafetyIdentifier { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
