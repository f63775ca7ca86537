using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Clients;

/// <summary>What became of a definition that was to be saved.</summary>
/// <param name="Agent">The new version; <see langword="null"/> where the definition has mistakes.</param>
/// <param name="Mistakes">What is wrong with it, in the order of the lines.</param>
internal sealed record AppliedDefinition(AgentDetail? Agent, IReadOnlyList<AgentMistake> Mistakes);
