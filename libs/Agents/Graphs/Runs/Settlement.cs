namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How a run ends of which a step failed.</summary>
/// <param name="State">The state with which it completes.</param>
/// <param name="Error">Why it fails; <see langword="null"/> where it completes.</param>
internal readonly record struct Settlement<TState>(TState State, string? Error);
