namespace Switchyard.Inference.Scheduling;

/// <summary>A piece of generated text; the last has the reason for the end.</summary>
/// <param name="Text">Whole characters, possibly none.</param>
/// <param name="FinishReason">Why the generation ended, on the last piece only.</param>
public readonly record struct GenerationDelta(string Text, FinishReason? FinishReason);
