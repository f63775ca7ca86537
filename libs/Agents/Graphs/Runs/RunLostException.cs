namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Somebody else has taken the run over: this process stops working on it, and what it would have written is not written.</summary>
/// <param name="runId">The run.</param>
public sealed class RunLostException(Guid runId) : Exception($"The run {runId} was taken over by another host.")
{
    /// <summary>Gets the run.</summary>
    public Guid RunId => runId;
}
