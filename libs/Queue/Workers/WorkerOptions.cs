namespace Switchyard.Queue.Workers;

/// <summary>How a worker works.</summary>
public sealed class WorkerOptions
{
    /// <summary>Its name, as people see it; two workers that run at the same time have different ones.</summary>
    public string Name { get; set; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>The queue it serves.</summary>
    public string Queue { get; set; } = "default";

    /// <summary>What it has to offer: it takes only jobs that ask for nothing else.</summary>
    public IList<string> Labels { get; } = [];

    /// <summary>How many jobs it does at once.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>After how long without a sign of it its jobs are given to others. It renews its leases three times in that time.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long running jobs may go on when the process is to end; what is not done then is handed back.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long what a handler says is collected before it is written, in one commit.</summary>
    public TimeSpan EventDelay { get; set; } = TimeSpan.FromMilliseconds(50);
}
