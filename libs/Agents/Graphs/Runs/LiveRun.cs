namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A run that a runner works on.</summary>
internal sealed class LiveRun<TState>
{
    /// <summary>How it comes to rest, for others who want it to go on meanwhile.</summary>
    public TaskCompletionSource<RunResult<TState>> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When the runner works on it no longer.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The work; <see langword="null"/> before it begins.</summary>
    public RunSession? Session { get; set; }
}
