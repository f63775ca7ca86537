namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A call of a replay for which the journal has no result.</summary>
/// <param name="Node">The node's path.</param>
/// <param name="Step">The step of the replay.</param>
/// <param name="Ordinal">Which call of the node's it is, from 1.</param>
/// <param name="Recorded">What is journalled at this place; <see langword="null"/> where nothing is.</param>
/// <param name="Made">What the replay calls.</param>
/// <param name="WasCalled">Whether it was called, being pure; otherwise this way of the replay ended here.</param>
public sealed record ReplayDifference(string Node, int Step, int Ordinal, string? Recorded, string Made, bool WasCalled);
