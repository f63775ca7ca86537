namespace Switchyard.Inference.Embeddings;

/// <summary>The vectors of a request.</summary>
/// <param name="Vectors">One for each input, in the order of the inputs.</param>
/// <param name="Tokens">The tokens of all inputs together, those that frame each input included.</param>
public sealed record EmbeddingResult(IReadOnlyList<float[]> Vectors, int Tokens);
