namespace Switchyard.Web.Monitoring;

/// <summary>One row of the overview.</summary>
public sealed record ResourceState(string Name, ResourceKind Kind, ResourceHealth Health)
{
    /// <summary>Gets what is wrong, or what the check found.</summary>
    public string? Detail { get; init; }

    public TimeSpan? Latency { get; init; }

    public TimeSpan? Uptime { get; init; }

    public long? Requests { get; init; }

    public double? RequestsPerSecond { get; init; }

    /// <summary>Gets how many generations a node works on.</summary>
    public int? Running { get; init; }

    /// <summary>Gets the recent request rates, oldest first.</summary>
    public IReadOnlyList<double> History { get; init; } = [];
}
