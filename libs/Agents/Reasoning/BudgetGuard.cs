using System.Globalization;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning.Models;

namespace Switchyard.Agents.Reasoning;

/// <summary>Says when a run has used what it may use. All it looks at is journalled, so a run that goes on elsewhere has no more than one that was never interrupted.</summary>
internal static class BudgetGuard
{
    /// <summary>Why a model cannot be asked any more; <see langword="null"/> where it can.</summary>
    public static BudgetExcess? BeforeModel(AgentState state, ModelPrompt prompt)
    {
        var budget = state.Definition.Budget;
        if (state.Iteration >= budget.MaxIterations)
        {
            return new BudgetExcess(nameof(AgentBudget.MaxIterations), $"The agent did not finish within {budget.MaxIterations} iterations.");
        }

        return RemainingTokens(state) is { } remaining && Conversation.Estimate(prompt) >= remaining ? OutOfTokens(budget) : BeforeTools(state);
    }

    /// <summary>Why no tool can be called any more; <see langword="null"/> where one can.</summary>
    public static BudgetExcess? BeforeTools(AgentState state)
    {
        var budget = state.Definition.Budget;
        return RemainingTokens(state) <= 0 ? OutOfTokens(budget)
            : state.Usage.Cost >= budget.MaxCost ? new BudgetExcess(nameof(AgentBudget.MaxCost), string.Create(CultureInfo.InvariantCulture, $"The agent did not finish for ${budget.MaxCost}."))
            : state.Worked >= budget.MaxTime ? OutOfTime(budget)
            : null;
    }

    public static BudgetExcess OutOfTime(AgentBudget budget) =>
        new(nameof(AgentBudget.MaxTime), string.Create(CultureInfo.InvariantCulture, $"The agent did not finish within {budget.MaxTime!.Value.TotalSeconds:0.###} seconds of work."));

    /// <summary>How long one more call may take; infinite where there is no limit, or one that no timer can be set to.</summary>
    public static TimeSpan RemainingTime(AgentState state) =>
        state.Definition.Budget.MaxTime - state.Worked is { TotalDays: < 30 } remaining ? remaining : Timeout.InfiniteTimeSpan;

    /// <summary>How long the model's next answer may be; <see langword="null"/> for any length.</summary>
    public static int? MaxOutputTokens(AgentState state, ModelPrompt prompt) =>
        RemainingTokens(state) is { } remaining ? (int)Math.Clamp(remaining - Conversation.Estimate(prompt), 1, int.MaxValue) : null;

    private static BudgetExcess OutOfTokens(AgentBudget budget) => new(nameof(AgentBudget.MaxTokens), $"The agent did not finish within {budget.MaxTokens} tokens.");

    private static long? RemainingTokens(AgentState state) => state.Definition.Budget.MaxTokens - state.Usage.InputTokens - state.Usage.OutputTokens;
}
