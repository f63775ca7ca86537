using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Embeddings;

/// <summary>The vectors of an answer, in the order of the texts.</summary>
/// <param name="Vectors">The vectors.</param>
/// <param name="Usage">The tokens used; <see langword="null"/> where the upstream does not say.</param>
public sealed record EmbeddingAnswer(IReadOnlyList<float[]> Vectors, TokenUsage? Usage);
