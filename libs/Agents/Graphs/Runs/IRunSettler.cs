namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Has the last word on how a run ends; what it says is journalled with the end, so that nobody is asked again.</summary>
/// <remarks>Safe for concurrent use by different runs. A replay does not ask it.</remarks>
internal interface IRunSettler<TState>
{
    /// <summary>The last step is done.</summary>
    /// <returns>The state with which the run ends.</returns>
    ValueTask<TState> EndAsync(Guid runId, Visit visit, TState state, CancellationToken cancellationToken);

    /// <summary>A step has failed, and the run with it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="visit">The step.</param>
    /// <param name="state">The state before it.</param>
    /// <param name="error">Why.</param>
    /// <param name="cancellationToken">Fires when the run is paused.</param>
    /// <returns>The state with which the run completes instead, or why it fails.</returns>
    ValueTask<Settlement<TState>> FailAsync(Guid runId, Visit visit, TState state, string error, CancellationToken cancellationToken);
}
