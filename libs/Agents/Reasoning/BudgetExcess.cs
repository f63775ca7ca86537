namespace Switchyard.Agents.Reasoning;

/// <summary>A limit that a run has reached.</summary>
/// <param name="Limit">The name of the property of <see cref="Definitions.AgentBudget"/>.</param>
/// <param name="Message">What the user is told.</param>
internal sealed record BudgetExcess(string Limit, string Message);
