using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.Agents.Reasoning;

/// <summary>What holds for the definition of any agent, whatever its kind.</summary>
internal static class DefinitionRules
{
    public static IEnumerable<string> Check(AgentDefinition definition, AgentServices services)
    {
        if (services.Model is null)
        {
            yield return "AgentServices.Model is null: give a chat client of this process, or a Router's address by a RouterChatClient (libs/Agents.Client).";
        }

        if (!AgentIds.IsValid(definition.Id))
        {
            yield return $"Id '{definition.Id}': use {AgentIds.Rule}.";
        }

        if (definition.Version < 1)
        {
            yield return $"Version is {definition.Version}: set it to at least 1.";
        }

        if (definition.MaxToolsShown < 0)
        {
            yield return $"MaxToolsShown is {definition.MaxToolsShown}: set it to at least 0.";
        }

        if (!(definition.Temperature >= 0 && definition.Temperature <= 2))
        {
            yield return $"Temperature is {definition.Temperature}: set it to 0 to 2.";
        }

        foreach (var problem in Check(definition.Budget).Concat(definition.Approvals.SelectMany(Check)).Concat(ToolChoice.Check(definition, services.Tools)))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> Check(AgentBudget budget)
    {
        if (budget.MaxIterations < 1)
        {
            yield return $"Budget.MaxIterations is {budget.MaxIterations}: set it to at least 1, or to null for no limit.";
        }

        if (budget.MaxTokens < 1)
        {
            yield return $"Budget.MaxTokens is {budget.MaxTokens}: set it to at least 1, or to null for no limit.";
        }

        if (budget.MaxCost <= 0)
        {
            yield return $"Budget.MaxCost is {budget.MaxCost}: set it above 0, or to null for no limit.";
        }

        if (budget.MaxTime <= TimeSpan.Zero)
        {
            yield return $"Budget.MaxTime is {budget.MaxTime}: set it above 0, or to null for no limit.";
        }
    }

    private static IEnumerable<string> Check(ApprovalRule rule, int index)
    {
        if (rule.Matches is not null && rule.Argument is null)
        {
            yield return $"Approvals[{index}] has Matches and no Argument: name the argument that is looked at.";
        }

        if (rule.EscalateAfter is null != rule.EscalateTo is null)
        {
            yield return $"Approvals[{index}]: give EscalateAfter and EscalateTo together, or neither.";
        }

        if (rule.Expiry <= TimeSpan.Zero || rule.EscalateAfter < TimeSpan.Zero)
        {
            yield return $"Approvals[{index}]: Expiry and EscalateAfter are to be above 0.";
        }
    }
}
