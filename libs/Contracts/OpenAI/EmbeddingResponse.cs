namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>POST /v1/embeddings</c>.</summary>
public sealed record EmbeddingResponse
{
    /// <summary>Gets the constant <c>list</c>.</summary>
    public string Object { get; init; } = "list";

    /// <summary>Gets the vectors in the order of the inputs.</summary>
    public required IReadOnlyList<EmbeddingData> Data { get; init; }

    /// <summary>Gets the model that made them.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the tokens used.</summary>
    public required EmbeddingUsage Usage { get; init; }
}
