using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Health</c>: when one of several addresses of a provider is passed over, and how it comes back.</summary>
internal sealed class HealthOptions
{
    /// <summary>Gets or sets after how many checks in a row that failed an address counts as unavailable. A check is the question for its models (<see cref="DiscoveryOptions"/>). Default 1.</summary>
    [Range(1, 100)]
    public int UnhealthyChecks { get; set; } = 1;

    /// <summary>Gets or sets after how many that were answered it counts as ready again. Default 1.</summary>
    [Range(1, 100)]
    public int HealthyChecks { get; set; } = 1;

    /// <summary>Gets or sets after how many failed requests in a row an address is ejected. Default 5 (Envoy's).</summary>
    [Range(1, 1000)]
    public int ConsecutiveFailures { get; set; } = 5;

    /// <summary>Gets or sets the share of failed requests within <see cref="Window"/> at which it is ejected. Default 0.3 (YARP's).</summary>
    [Range(0.01, 1.0)]
    public double FailureShare { get; set; } = 0.3;

    /// <summary>Gets or sets how many requests must have ended within <see cref="Window"/> for <see cref="FailureShare"/> to count. Default 10 (YARP's).</summary>
    [Range(1, 100_000)]
    public int MinRequests { get; set; } = 10;

    /// <summary>Gets or sets the time looked back on. Default 60 s (YARP's).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the largest share of a provider's addresses that may be ejected at once; one always may, unless there is but one. Default 0.5.</summary>
    [Range(0.0, 1.0)]
    public double MaxEjectedShare { get; set; } = 0.5;

    /// <summary>Gets or sets for how long an address is ejected the first time; the second time twice as long, the third three times. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan Ejection { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets for how long at most. An address that was not ejected for so long begins anew. Default 5 min (Envoy's).</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "24:00:00")]
    public TimeSpan MaxEjection { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the time in which the weight of an address that came back grows from a tenth to the whole. Default 10 s; 0: at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan SlowStart { get; set; } = TimeSpan.FromSeconds(10);
}
