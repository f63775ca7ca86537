namespace Switchyard.Inference.Sampling;

/// <summary>A chosen token.</summary>
/// <param name="Id">The token's id.</param>
/// <param name="LogProbs">How likely it and others were, when that was asked for.</param>
internal readonly record struct SampledToken(int Id, TokenLogProbs? LogProbs);
