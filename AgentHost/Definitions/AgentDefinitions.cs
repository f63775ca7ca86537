using Switchyard.AgentHost.Configuration;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Turns documents into definitions, with the host's settings where they say nothing, and back.</summary>
internal static class AgentDefinitions
{
    public static AgentDefinition Of(AgentDocument document, int version, AgentHostOptions options) => new()
    {
        Id = document.Id!,
        Version = version,
        Kind = document.Kind ?? AgentKinds.ReAct,
        Description = document.Description ?? string.Empty,
        SystemPrompt = document.SystemPrompt ?? string.Empty,
        Model = document.Model ?? options.Model,
        Temperature = document.Temperature ?? 0,
        Tools = document.Tools ?? ["*"],
        MaxToolsShown = document.MaxToolsShown ?? options.MaxToolsShown,
        Agents = document.Agents ?? [],
        Budget = BudgetOf(document.Budget, options),
        Approvals = [.. (document.Approvals ?? []).Select(RuleOf)],
        Settings = document.Settings ?? new Dictionary<string, string>(),
    };

    /// <summary>The budget of an agent; what it does not say is as the host has it.</summary>
    public static AgentBudget BudgetOf(RunBudget? budget, AgentHostOptions options) => new()
    {
        MaxIterations = budget?.MaxIterations ?? options.MaxIterations,
        MaxTokens = budget?.MaxTokens,
        MaxCost = budget?.MaxCost,
        MaxTime = budget?.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.RunTimeout,
    };

    /// <summary>The budget that a caller asks for; what it does not say is no limit.</summary>
    public static AgentBudget? BudgetOf(RunBudget? budget) => budget is null ? null : new AgentBudget
    {
        MaxIterations = budget.MaxIterations,
        MaxTokens = budget.MaxTokens,
        MaxCost = budget.MaxCost,
        MaxTime = budget.MaxSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    public static AgentDocument ToDocument(AgentDefinition definition) => new()
    {
        Id = definition.Id,
        Kind = definition.Kind,
        Description = definition.Description,
        SystemPrompt = definition.SystemPrompt,
        Model = definition.Model,
        Temperature = definition.Temperature,
        Tools = definition.Tools,
        MaxToolsShown = definition.MaxToolsShown,
        Agents = definition.Agents.Count == 0 ? null : definition.Agents,
        Budget = ToDocument(definition.Budget),
        Approvals = definition.Approvals.Count == 0 ? null : [.. definition.Approvals.Select(ToDocument)],
        Settings = definition.Settings.Count == 0 ? null : definition.Settings,
    };

    public static RunBudget ToDocument(AgentBudget budget) => new()
    {
        MaxIterations = budget.MaxIterations,
        MaxTokens = budget.MaxTokens,
        MaxCost = budget.MaxCost,
        MaxSeconds = budget.MaxTime?.TotalSeconds,
    };

    private static ApprovalRule RuleOf(ApprovalRuleDocument rule) => new()
    {
        Tool = rule.Tool,
        Class = rule.Class is { } effect ? EffectOf(effect) : null,
        Argument = rule.Argument,
        Matches = rule.Matches,
        Action = ActionOf(rule.Action ?? ApprovalActions.Ask),
        Expiry = rule.ExpirySeconds is { } expiry ? TimeSpan.FromSeconds(expiry) : null,
        Expired = ActionOf(rule.Expired ?? ApprovalActions.Refuse),
        EscalateAfter = rule.EscalateAfterSeconds is { } escalation ? TimeSpan.FromSeconds(escalation) : null,
        EscalateTo = rule.EscalateTo,
    };

    private static ApprovalRuleDocument ToDocument(ApprovalRule rule) => new()
    {
        Tool = rule.Tool,
        Class = rule.Class is { } effect ? EffectClassNames.Of(effect) : null,
        Argument = rule.Argument,
        Matches = rule.Matches,
        Action = ToText(rule.Action),
        ExpirySeconds = rule.Expiry?.TotalSeconds,
        Expired = rule.Expiry is null ? null : ToText(rule.Expired),
        EscalateAfterSeconds = rule.EscalateAfter?.TotalSeconds,
        EscalateTo = rule.EscalateTo,
    };

    private static EffectClass EffectOf(string text) => EffectClassNames.TryParse(text, out var effect) ? effect : EffectClass.Unsafe;

    private static ApprovalAction ActionOf(string text) => text switch
    {
        ApprovalActions.Allow => ApprovalAction.Allow,
        ApprovalActions.Refuse => ApprovalAction.Refuse,
        _ => ApprovalAction.Ask,
    };

    private static string ToText(ApprovalAction action) => action switch
    {
        ApprovalAction.Allow => ApprovalActions.Allow,
        ApprovalAction.Refuse => ApprovalActions.Refuse,
        _ => ApprovalActions.Ask,
    };
}
