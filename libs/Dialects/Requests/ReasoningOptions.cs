namespace Switchyard.Dialects.Requests;

/// <summary>How much the model should think before it answers.</summary>
/// <param name="Effort">OpenAI's words <c>none</c>, <c>minimal</c>, <c>low</c>, <c>medium</c>, <c>high</c>, <c>xhigh</c>, <c>max</c>; <see langword="null"/> beside a budget or where the model decides.</param>
/// <param name="BudgetTokens">The most tokens to think with; <see langword="null"/> beside an effort.</param>
public sealed record ReasoningOptions(string? Effort, int? BudgetTokens)
{
    /// <summary>Gets whether the model must not think at all.</summary>
    public bool IsOff => Effort == "none" || BudgetTokens == 0;
}
