using Switchyard.Inference.Sampling;
using Switchyard.Inference.Scheduling;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A piece of one choice's text.</summary>
/// <param name="Text">Whole characters, possibly none.</param>
/// <param name="FinishReason">Why the text ended, on the last piece only.</param>
/// <param name="LogProbs">The tokens whose text begins in this piece, where they were asked for.</param>
internal readonly record struct ChoiceDelta(string Text, FinishReason? FinishReason, IReadOnlyList<TokenLogProbs> LogProbs);
