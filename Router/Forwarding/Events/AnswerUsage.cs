using Switchyard.Dialects.Answers;

namespace Switchyard.Router.Forwarding.Events;

/// <summary>Tokens of one answer as the upstream counted them.</summary>
/// <param name="PromptTokens">Of the prompt, cached ones included.</param>
/// <param name="CompletionTokens">Of the answer.</param>
/// <param name="CachedTokens">Of the prompt, those that the upstream had computed before; <see langword="null"/> where it does not say.</param>
internal readonly record struct AnswerUsage(int PromptTokens, int CompletionTokens, int? CachedTokens)
{
    /// <summary>Takes over what a translated answer counts, which does not tell none cached from nothing said.</summary>
    public static AnswerUsage? Of(TokenUsage? usage) => usage is null
        ? null
        : new AnswerUsage(Count(usage.InputTokens), Count(usage.OutputTokens), usage.CachedInputTokens > 0 ? Count(usage.CachedInputTokens) : null);

    private static int Count(long tokens) => (int)Math.Clamp(tokens, 0, int.MaxValue);
}
