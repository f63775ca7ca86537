namespace Switchyard.Agents.Graphs.Runs;

/// <summary>There is no such run, or no such entry of it.</summary>
/// <param name="runId">The run.</param>
/// <param name="message">What is missing.</param>
public sealed class RunNotFoundException(Guid runId, string message) : Exception(message)
{
    /// <summary>Gets the run.</summary>
    public Guid RunId => runId;
}
