namespace Switchyard.Contracts.OpenAI;

/// <summary>The vector of one input.</summary>
public sealed record EmbeddingData
{
    /// <summary>Gets the constant <c>embedding</c>.</summary>
    public string Object { get; init; } = "embedding";

    /// <summary>Gets the input's place in the request.</summary>
    public required int Index { get; init; }

    /// <summary>Gets the vector.</summary>
    public required EmbeddingVector Embedding { get; init; }
}
