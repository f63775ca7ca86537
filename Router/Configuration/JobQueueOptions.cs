using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Queue</c>: requests that are answered later.</summary>
internal sealed class JobQueueOptions
{
    /// <summary>Gets or sets whether this process does jobs: <c>router</c> does none, <c>worker</c> and <c>all</c> do. Default: <c>router</c> with a database, where workers are processes of their own, and <c>all</c> without one.</summary>
    [AllowedValues("router", "worker", "all", null)]
    public string? Role { get; set; }

    /// <summary>Gets or sets how many jobs a worker does at once. Default 4.</summary>
    [Range(1, 1_000)]
    public int Concurrency { get; set; } = 4;

    /// <summary>Gets or sets the queue a worker serves. Default <c>default</c>.</summary>
    [Required]
    public string Name { get; set; } = "default";

    /// <summary>Gets what a worker has to offer: it takes only jobs that ask for nothing else.</summary>
    public List<string> Labels { get; } = [];

    /// <summary>Gets or sets after how long without a sign of its worker a job is given to another. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets or sets how long a worker that is to end lets its jobs go on before it hands them back. Default 5 s; the process has `ServiceDefaults:ShutdownTimeout` (10 s) to end as a whole.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets where the AgentHost is, such as <c>http://agenthost</c>, a name that service discovery knows, or <c>http://127.0.0.1:7270</c>: who submits agent runs, and who does them, have to have it. Default: none, agent runs are no jobs.</summary>
    [RegularExpression(@"https?://[^/\s]+/?")]
    public string? AgentHost { get; set; }

    /// <summary>Gets or sets the header that says which tenant a caller is, and so whose jobs, files and batches it has, such as <c>X-Tenant</c>. Whoever can reach the Router can set it, so that a proxy in front has to, from what it knows of the caller. Default: none, and all are the tenant <c>default</c>'s.</summary>
    [MinLength(1)]
    [RegularExpression("[A-Za-z0-9-]{1,64}")]
    public string? TenantHeader { get; set; }

    /// <summary>Gets or sets how many jobs of a tenant may wait in a queue; further ones are refused with 429. Default 1,000.</summary>
    [Range(1, 10_000_000)]
    public int MaxPending { get; set; } = 1_000;

    /// <summary>Gets or sets with how many lost workers a job is failed. Default 3.</summary>
    [Range(1, 100)]
    public int MaxCrashes { get; set; } = 3;

    /// <summary>Gets or sets whether a PostgreSQL that may lose what it has committed (<c>fsync</c>, <c>full_page_writes</c> or <c>synchronous_commit</c> off) is used all the same; otherwise this process does not start. Default no.</summary>
    public bool AllowUnsafeDatabase { get; set; }
}
