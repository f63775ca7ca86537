namespace Switchyard.Inference.Sampling;

/// <summary>A generated token and what could have stood in its place.</summary>
/// <param name="Chosen">The generated token.</param>
/// <param name="Top">The likeliest tokens, best first; as many as were asked for.</param>
public sealed record TokenLogProbs(TokenLogProb Chosen, IReadOnlyList<TokenLogProb> Top);
