namespace Switchyard.Agents.Hooks.Contexts;

/// <summary>A run has used up its budget.</summary>
/// <param name="point">The point.</param>
public sealed class BudgetHookContext(HookPoint point) : HookContext(point)
{
    /// <summary>Gets which limit it reached: the name of a property of <see cref="Definitions.AgentBudget"/>.</summary>
    public required string Limit { get; init; }

    /// <summary>Gets what it has used.</summary>
    public required AgentUsage Usage { get; init; }
}
