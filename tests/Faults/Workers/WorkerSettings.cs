namespace Switchyard.Faults.Workers;

/// <summary>What a worker process is told on its command line.</summary>
internal sealed class WorkerSettings
{
    /// <summary>Gets or sets the name of the process, one that no other has had.</summary>
    public required string Name { get; set; }

    /// <summary>Gets or sets the database.</summary>
    public required string Postgres { get; set; }

    /// <summary>Gets or sets the Redis.</summary>
    public required string Redis { get; set; }

    /// <summary>Gets or sets the file of its history.</summary>
    public required string History { get; set; }

    /// <summary>Gets or sets how long its leases last.</summary>
    public TimeSpan Lease { get; set; }

    /// <summary>Gets or sets how many jobs it does at once.</summary>
    public int Concurrency { get; set; }
}
