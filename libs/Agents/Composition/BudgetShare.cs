using Switchyard.Agents.Definitions;

namespace Switchyard.Agents.Composition;

/// <summary>What a budget leaves.</summary>
public static class BudgetShare
{
    /// <summary>Says which limit is used up; <see langword="null"/> where none is.</summary>
    /// <param name="budget">The budget; <see langword="null"/> for no limit.</param>
    /// <param name="usage">What was used.</param>
    /// <param name="worked">How long it took.</param>
    public static string? FindExcess(AgentBudget? budget, AgentUsage usage, TimeSpan worked)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return budget is null ? null
            : usage.ModelCalls >= budget.MaxIterations ? $"The budget of {budget.MaxIterations} model calls is used up."
            : usage.InputTokens + usage.OutputTokens >= budget.MaxTokens ? $"The budget of {budget.MaxTokens} tokens is used up."
            : usage.Cost >= budget.MaxCost ? $"The budget of ${budget.MaxCost} is used up."
            : worked >= budget.MaxTime ? $"The budget of {budget.MaxTime} is used up."
            : null;
    }

    /// <summary>Says which limit of a run is used up; <see langword="null"/> where none is.</summary>
    internal static string? FindExcess(CompositionState state) => FindExcess(state.Task.Budget, state.Usage, state.Worked);

    /// <summary>What is left, divided among members that work side by side; time is not, because it passes for all of them at once.</summary>
    /// <param name="state">The run.</param>
    /// <param name="members">How many work side by side.</param>
    internal static AgentBudget? Of(CompositionState state, int members) => Of(state.Task.Budget, state.Usage, state.Worked, members);

    /// <summary>What is left, divided among so many that work side by side.</summary>
    internal static AgentBudget? Of(AgentBudget? budget, AgentUsage usage, TimeSpan worked, int sideBySide) => budget is null ? null : new AgentBudget
    {
        MaxIterations = (budget.MaxIterations - usage.ModelCalls) / sideBySide,
        MaxTokens = (budget.MaxTokens - usage.InputTokens - usage.OutputTokens) / sideBySide,
        MaxCost = (budget.MaxCost - usage.Cost) / sideBySide,
        MaxTime = budget.MaxTime - worked,
    };
}
