namespace Switchyard.Router.Forwarding.Events;

/// <summary>Tokens of one answer as the upstream counted them.</summary>
/// <param name="PromptTokens">Of the prompt, cached ones included.</param>
/// <param name="CompletionTokens">Of the answer.</param>
/// <param name="CachedTokens">Of the prompt, those that the upstream had computed before; <see langword="null"/> where it does not say.</param>
internal readonly record struct AnswerUsage(int PromptTokens, int CompletionTokens, int? CachedTokens);
