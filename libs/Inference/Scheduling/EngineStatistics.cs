namespace Switchyard.Inference.Scheduling;

/// <summary>What an engine does now and has done since it started. Numbers of one snapshot may be a step apart.</summary>
public readonly record struct EngineStatistics
{
    /// <summary>Gets the number of requests that hold a slot.</summary>
    public required int Running { get; init; }

    /// <summary>Gets the number of requests that wait for one.</summary>
    public required int Waiting { get; init; }

    /// <summary>Gets the share of the slots' positions that hold a running request's keys and values, 0 to 1.</summary>
    public required double KeyValueUsage { get; init; }

    /// <summary>Gets the prompt tokens that were run or taken from the prefix cache.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Gets the prompt tokens that were looked for in the prefix cache.</summary>
    public required long PrefixQueryTokens { get; init; }

    /// <summary>Gets the prompt tokens that were found in the prefix cache.</summary>
    public required long PrefixHitTokens { get; init; }

    /// <summary>Gets the bytes of keys and values in the prefix cache.</summary>
    public required long PrefixCacheBytes { get; init; }

    /// <summary>Gets the generated tokens.</summary>
    public required long GeneratedTokens { get; init; }

    /// <summary>Gets the number of decode runs.</summary>
    public required long DecodeSteps { get; init; }

    /// <summary>Gets the number of requests of all decode runs together; divided by <see cref="DecodeSteps"/> it is the mean batch.</summary>
    public required long DecodeRows { get; init; }

    /// <summary>Gets the time spent in prefill runs.</summary>
    public required TimeSpan PrefillTime { get; init; }

    /// <summary>Gets the time spent in decode runs.</summary>
    public required TimeSpan DecodeTime { get; init; }

    /// <summary>Gets the time that admitted requests waited for their slot, all together.</summary>
    public required TimeSpan QueueTime { get; init; }

    /// <summary>Gets how often a sequence was moved to close a gap between the slots that generate.</summary>
    public required long Moves { get; init; }

    /// <summary>Gets the most tokens a sequence has had.</summary>
    public required int LongestSequence { get; init; }
}
