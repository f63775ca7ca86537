namespace Switchyard.Queue;

/// <summary>The bounds of a queue.</summary>
public sealed class QueueOptions
{
    /// <summary>How many jobs of a tenant may wait in one queue.</summary>
    public int MaxPendingPerTenant { get; set; } = 1_000;

    /// <summary>How many bytes a job's payload or result may have.</summary>
    public int MaxPayloadBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Whether a PostgreSQL that may lose what it has committed is accepted: with <c>fsync</c>, <c>full_page_writes</c> or <c>synchronous_commit</c> off. Otherwise the store throws <see cref="Migrations.UnsafeDatabaseException"/>.</summary>
    public bool AllowUnsafeDatabase { get; set; }

    /// <summary>Of so many jobs that a process claims, one is the oldest that waits, whatever its priority: nobody starves.</summary>
    public int AgeingInterval { get; set; } = 20;

    /// <summary>The first pause before another attempt; it doubles from attempt to attempt.</summary>
    public TimeSpan BackoffBase { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause before another attempt.</summary>
    public TimeSpan BackoffCap { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>With so many lost workers a job is failed: it may be what kills them.</summary>
    public int MaxCrashes { get; set; } = 3;

    /// <summary>How many jobs of lost workers are given to others in a second: were it all at once, the others might follow.</summary>
    public int RedeliveriesPerSecond { get; set; } = 100;
}
