using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>A vector, which the wire writes as an array of numbers or as base64 of little-endian 32-bit floats.</summary>
/// <param name="Values">The numbers.</param>
/// <param name="IsBase64">Whether it is written as base64.</param>
[JsonConverter(typeof(EmbeddingVectorConverter))]
public sealed record EmbeddingVector(ReadOnlyMemory<float> Values, bool IsBase64);
