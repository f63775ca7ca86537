namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How a <see cref="GraphRunner{TState}"/> works.</summary>
public sealed record GraphRunnerOptions
{
    /// <summary>Gets what the journal names as the owner of runs, for people to read. Default: the machine's name and the process's number.</summary>
    public string Owner { get; init; } = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Gets who is told everything that happens, by several threads at once where a run has branches; should be quick. What it throws is dropped: a run does not fail because of its observer.</summary>
    public Action<RunEvent>? OnEvent { get; init; }
}
