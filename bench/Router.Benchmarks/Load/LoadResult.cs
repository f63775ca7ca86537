namespace Switchyard.Router.Benchmarks.Load;

/// <summary>What came of a load.</summary>
internal sealed record LoadResult
{
    /// <summary>Gets how many requests the schedule held.</summary>
    public long Offered { get; init; }

    /// <summary>Gets how many were answered with 200, whole.</summary>
    public long Done { get; init; }

    /// <summary>Gets how many were not, those that were still under way at the end of the grace included.</summary>
    public long Errors { get; init; }

    /// <summary>Gets from the first arrival to the last answer.</summary>
    public double Seconds { get; init; }

    /// <summary>Gets the events of streams.</summary>
    public long Events { get; init; }

    /// <summary>Gets the time from the intended start to the whole answer.</summary>
    public required Quantiles Latency { get; init; }

    /// <summary>Gets the time from the intended start to a stream's first event.</summary>
    public required Quantiles FirstEvent { get; init; }

    /// <summary>Gets the time between two reads of a stream that brought events.</summary>
    public required Quantiles Gap { get; init; }

    /// <summary>Gets what the first request that failed was told.</summary>
    public string? FirstError { get; init; }
}
