using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Composition.Pooling;

/// <summary>How a pool keeps its workers.</summary>
public sealed record PoolOptions
{
    /// <summary>Gets what makes a worker: an agent that any other of the pool can stand in for, over the same journal.</summary>
    public required Func<CancellationToken, Task<IAgent>> CreateAsync { get; init; }

    /// <summary>Gets what says whether a worker can work; asked before each task. Default: it can.</summary>
    public Func<IAgent, CancellationToken, Task<bool>> IsHealthyAsync { get; init; } = static (_, _) => Task.FromResult(true);

    /// <summary>Gets how many workers are kept when there is nothing to do. Default: 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>
    /// Gets how many workers there are at most. At least 1 and <see cref="Min"/>; default: 4. One more that takes no task is made when a run is first read, answered or ended, so that this
    /// does not wait for a free one.
    /// </summary>
    public int Max { get; init; } = 4;

    /// <summary>Gets how many tasks may wait for a worker; one more is refused. Default: 16.</summary>
    public int MaxQueueLength { get; init; } = 16;

    /// <summary>Gets how many workers are tried with one task; each that throws is retired. At least 1; default: 2.</summary>
    public int MaxAttempts { get; init; } = 2;

    /// <summary>Gets the hooks that see, change, refuse or replace the workflow; and see that a worker failed before another one is tried, and may refuse that.</summary>
    public HookPipeline Hooks { get; init; } = HookPipeline.Empty;

    /// <summary>Gets how long a worker beyond <see cref="Min"/> may have nothing to do before it is retired. Default: 1 minute.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(1);
}
