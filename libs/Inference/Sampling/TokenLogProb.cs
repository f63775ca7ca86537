namespace Switchyard.Inference.Sampling;

/// <summary>A token and how likely it was.</summary>
/// <param name="Token">The token's id.</param>
/// <param name="LogProb">The natural logarithm of its probability, from the model's own logits: before penalties, bias, temperature, mask and candidates are chosen.</param>
public readonly record struct TokenLogProb(int Token, float LogProb);
