using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Scheduling;

/// <summary>A piece of generated text; the last has the reason for the end.</summary>
/// <param name="Text">Whole characters, possibly none.</param>
/// <param name="FinishReason">Why the generation ended, on the last piece only.</param>
/// <param name="LogProbs">
/// The tokens generated since the last piece, where <see cref="SamplingOptions.TopLogProbs"/> asked for them: those whose text this piece
/// shows, and those of which it could not show all yet or that a stop string took away. The end of text is not among them.
/// </param>
public readonly record struct GenerationDelta(string Text, FinishReason? FinishReason, IReadOnlyList<TokenLogProbs> LogProbs);
