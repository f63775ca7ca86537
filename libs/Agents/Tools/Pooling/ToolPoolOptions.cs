namespace Switchyard.Agents.Tools.Pooling;

/// <summary>How a <see cref="ToolPool"/> keeps its instances.</summary>
public sealed record ToolPoolOptions
{
    /// <summary>Gets what makes an instance: it answers one call at a time, and any other can stand in for it. One that is disposable is disposed when it is retired.</summary>
    public required Func<CancellationToken, Task<ITool>> CreateAsync { get; init; }

    /// <summary>Gets what says whether an instance can work; asked before each call. Default: it can.</summary>
    public Func<ITool, CancellationToken, Task<bool>> IsHealthyAsync { get; init; } = static (_, _) => Task.FromResult(true);

    /// <summary>Gets how many instances are kept when there is nothing to do. Default: 1.</summary>
    public int Min { get; init; } = 1;

    /// <summary>Gets how many instances there are at most; they are made as they are needed. At least 1 and <see cref="Min"/>; default: 4.</summary>
    public int Max { get; init; } = 4;

    /// <summary>Gets how many calls may wait for an instance; one more is refused. Default: 16.</summary>
    public int MaxQueueLength { get; init; } = 16;

    /// <summary>Gets how long an instance beyond <see cref="Min"/> may have nothing to do before it is retired. Default: 1 minute.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromMinutes(1);
}
