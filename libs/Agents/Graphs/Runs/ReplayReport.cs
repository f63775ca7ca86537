using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How a replay went.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <param name="IsComplete">Whether it reached an end of the graph.</param>
/// <param name="State">The state it came to.</param>
/// <param name="Error">Why it failed, where it did.</param>
/// <param name="RecordedStatus">What the run that was replayed is doing.</param>
/// <param name="RecordedState">The state that run came to.</param>
/// <param name="Reused">How many calls were answered from the journal.</param>
/// <param name="Differences">The calls for which the journal has no result, in the order in which they were made.</param>
public sealed record ReplayReport<TState>(
    bool IsComplete, TState State, string? Error, RunStatus RecordedStatus, TState RecordedState, int Reused, IReadOnlyList<ReplayDifference> Differences);
