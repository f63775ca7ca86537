namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>A point that was reached.</summary>
/// <param name="At">When.</param>
/// <param name="Point">The point.</param>
/// <param name="RunId">The run.</param>
/// <param name="Agent">The agent's name.</param>
/// <param name="Step">The step, from 1; 0 outside of steps.</param>
/// <param name="Node">The node of the graph, where there is one.</param>
public sealed record TracedPoint(DateTimeOffset At, HookPoint Point, Guid RunId, string Agent, int Step, string? Node);
