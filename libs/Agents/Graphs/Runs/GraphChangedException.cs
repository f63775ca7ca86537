namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A run cannot go on over code that has changed. The run is left as it is.</summary>
/// <param name="runId">The run.</param>
/// <param name="changes">What has changed of that which the run still needs.</param>
public sealed class GraphChangedException(Guid runId, IReadOnlyList<string> changes)
    : Exception($"The run {runId} cannot go on over the changed graph:{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", changes)}")
{
    /// <summary>Gets the run.</summary>
    public Guid RunId => runId;

    /// <summary>Gets what has changed of that which the run still needs.</summary>
    public IReadOnlyList<string> Changes => changes;
}
