namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>Where in an agent's work something happened.</summary>
/// <param name="Agent">The agent's name.</param>
/// <param name="User">On whose behalf it works.</param>
/// <param name="Step">The step, from 1; 0 outside of steps.</param>
/// <param name="Node">The node of the graph, where there is one.</param>
public sealed record HookNotice(string Agent, string User, int Step, string? Node);
