namespace Switchyard.Queue.Workers;

/// <summary>What a worker says of itself.</summary>
public sealed record WorkerReport
{
    /// <summary>How often a worker reports.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>After how long without a report it counts as dead: three are missing, and have had a little longer to come.</summary>
    internal static readonly TimeSpan DeadAfter = (3 * Interval) + TimeSpan.FromSeconds(2);

    /// <summary>Its identity, which no worker before or after it has.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its name, as people see it.</summary>
    public required string Name { get; init; }

    /// <summary>The queue it serves.</summary>
    public required string Queue { get; init; }

    /// <summary>The kinds of jobs it does, as <see cref="JobKinds"/> has them; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>What it has to offer to jobs that ask for it.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>How many jobs it does at once.</summary>
    public required int Concurrency { get; init; }

    /// <summary>How many it does now.</summary>
    public int Running { get; init; }

    /// <summary>Whether it is to end: it takes no more jobs.</summary>
    public bool IsStopping { get; init; }

    /// <summary>How long ago it started.</summary>
    public TimeSpan Uptime { get; init; }

    /// <summary>Gets whether it takes such jobs.</summary>
    internal bool Takes(JobSubmission job) => !IsStopping && Queue == job.Queue && JobKinds.Include(Kinds, job.Kind) && job.Labels.All(Labels.Contains);
}
