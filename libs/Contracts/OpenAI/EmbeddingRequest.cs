using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Body of <c>POST /v1/embeddings</c>.</summary>
public sealed record EmbeddingRequest
{
    /// <summary>Gets the model string; <see langword="null"/> means the first model that makes embeddings.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the input: a string, an array of strings, an array of tokens, or an array of arrays of tokens.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>Gets how vectors are written: <c>float</c> (default) or <c>base64</c>, the bytes of little-endian 32-bit floats.</summary>
    public string? EncodingFormat { get; init; }

    /// <summary>Gets how many of a vector's first dimensions are kept; the shorter vector has length 1 again.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Gets the tokens to which longer inputs are cut, -1 for what the model takes; absent refuses them. Source: vLLM.</summary>
    public int? TruncatePromptTokens { get; init; }

    /// <summary>Gets the caller's own id of its end user.</summary>
    public string? User { get; init; }

    /// <summary>Gets or sets members this type does not know. Settable because source-generated readers cannot fill extension data otherwise.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
