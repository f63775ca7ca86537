using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How far a run came.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <param name="RunId">The run.</param>
/// <param name="Status">What it is doing.</param>
/// <param name="State">Its state after its last step; that before the branches where it is in some.</param>
/// <param name="Error">Why it is over, where it did not complete.</param>
/// <param name="Waiting">What it waits for a person to say.</param>
public sealed record RunResult<TState>(Guid RunId, RunStatus Status, TState State, string? Error, IReadOnlyList<PersonRequest> Waiting)
{
    /// <summary>Gets whether it was read in the journal, instead of being what this call has brought the run to: others may have.</summary>
    public bool IsRead { get; init; }
}
