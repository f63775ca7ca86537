using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Breaker</c>: when an upstream that keeps failing is left alone.</summary>
internal sealed class BreakerOptions
{
    /// <summary>Gets or sets after how many failures in a row an upstream is left alone. Default 5 (Envoy's outlier detection).</summary>
    [Range(1, 1000)]
    public int Failures { get; set; } = 5;

    /// <summary>Gets or sets for how long at first; it doubles each time the probe fails too. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:10:00")]
    public TimeSpan Break { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets for how long at most. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "01:00:00")]
    public TimeSpan MaxBreak { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets how many requests may try it at once after the break. Default 1.</summary>
    [Range(1, 100)]
    public int Probes { get; set; } = 1;
}
