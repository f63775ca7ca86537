using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /v1/completions</c>: plain text in, plain text out.</summary>
public sealed record CompletionRequest
{
    /// <summary>Gets the model string; <see langword="null"/> means the default model.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the prompt: one string; arrays are refused by readers that do not serve them.</summary>
    public JsonElement? Prompt { get; init; }

    /// <summary>Gets the most tokens to generate; 16 when absent.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Gets the sampling temperature, 0 (greedy) to 2.</summary>
    public float? Temperature { get; init; }

    /// <summary>Gets the nucleus probability, above 0 to 1.</summary>
    public float? TopP { get; init; }

    /// <summary>Gets how many of the likeliest tokens are sampled from.</summary>
    public int? TopK { get; init; }

    /// <summary>Gets the seed that makes sampling repeatable.</summary>
    public long? Seed { get; init; }

    /// <summary>Gets the stop strings.</summary>
    public StopSequences? Stop { get; init; }

    /// <summary>Gets whether the answer is sent as server-sent events.</summary>
    public bool? Stream { get; init; }

    /// <summary>Gets what a stream adds to its chunks.</summary>
    public StreamOptions? StreamOptions { get; init; }

    /// <summary>Gets the number of choices.</summary>
    public int? N { get; init; }

    /// <summary>Gets the caller's own id of its end user.</summary>
    public string? User { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
