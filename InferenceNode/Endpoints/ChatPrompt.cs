namespace Switchyard.InferenceNode.Endpoints;

/// <summary>A conversation as tokens.</summary>
/// <param name="Tokens">The prompt.</param>
/// <param name="BeginsInReasoning">Whether the answer begins inside the model's reasoning, because the prompt opened it.</param>
internal sealed record ChatPrompt(IReadOnlyList<int> Tokens, bool BeginsInReasoning);
