namespace Switchyard.Events.Redis;

/// <summary>How a bus is bridged.</summary>
public sealed record RedisBridgeOptions
{
    /// <summary>Gets where Redis is, as StackExchange.Redis reads it: <c>127.0.0.1:6379</c>.</summary>
    public required string Configuration { get; init; }

    /// <summary>Gets the topics that are told to other processes, see <see cref="TopicPattern"/>. Default: all.</summary>
    public string Pattern { get; init; } = "#";

    /// <summary>Gets what the names of the keys and the channel begin with; buses that are to hear each other have the same. Default: <c>switchyard:events</c>.</summary>
    public string Name { get; init; } = "switchyard:events";

    /// <summary>Gets how many events Redis keeps for those who are away; up to a batch more, and while they come one by one up to 100 more. Default: 100,000.</summary>
    public int StreamLength { get; init; } = 100_000;

    /// <summary>Gets how many events may wait here while Redis is away; then the oldest are dropped. Default: 10,000.</summary>
    public int Backlog { get; init; } = 10_000;

    /// <summary>Gets how many events are sent at once at most, as one entry of the stream. Default: 256.</summary>
    public int BatchLength { get; init; } = 256;

    /// <summary>Gets after which time events are looked for of which no wake-up came. Default: 500 ms.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets the pause after Redis did not answer. Default: 500 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Gets whether what Redis keeps of the past is told too. Default: only what follows.</summary>
    public bool FromBeginning { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Configuration);
        ArgumentException.ThrowIfNullOrWhiteSpace(Name);
        ArgumentOutOfRangeException.ThrowIfLessThan(StreamLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Backlog, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(PollInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(RetryDelay, TimeSpan.Zero);
    }
}
