namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>An agent and those it may hand over to.</summary>
/// <param name="Agent">The agent.</param>
/// <param name="To">The names of the members it may hand over to; empty where it always answers itself.</param>
public sealed record HandoffMember(IAgent Agent, IReadOnlyList<string> To);
