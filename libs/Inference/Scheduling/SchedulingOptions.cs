namespace Switchyard.Inference.Scheduling;

/// <summary>How requests wait for a slot, and what is kept for later ones.</summary>
public sealed record SchedulingOptions
{
    /// <summary>Gets the most requests that wait; one more is refused. Default: 64.</summary>
    public int MaxQueueLength { get; init; } = 64;

    /// <summary>Gets how long a request may wait for a slot before it fails with <see cref="EngineBusyException"/>. Default: 30 s.</summary>
    public TimeSpan QueueTimeLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets the most tokens, prompts and the most that may be generated, of all requests that hold a slot; a request that would go beyond
    /// waits. 0, the default, is what the slots can hold; less than one whole context counts as one.
    /// </summary>
    public long TokenBudget { get; init; }

    /// <summary>Gets the most memory, in bytes, for keys and values of prompts that may come again; 0 keeps none. Default: 256 MiB.</summary>
    public long PrefixCacheBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Gets the tokens of one block of the prefix cache: shared beginnings are found in multiples of it. Default: 16.</summary>
    public int PrefixBlockTokens { get; init; } = 16;

    /// <summary>Gets how long a free slot keeps its memory for the next request before the system gets it back. Default: 10 s.</summary>
    public TimeSpan FreeSlotRetention { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets the clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
