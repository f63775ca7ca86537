using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Retries</c>: when an upstream that failed is asked the same again. Going on to the next upstream is no retry and takes no pause.</summary>
internal sealed class RetryOptions
{
    /// <summary>Gets or sets how often one upstream is asked for one request: after rate limits, time-outs and broken connections so often, after its own failures twice, after anything else once. Default 3.</summary>
    [Range(1, 10)]
    public int Attempts { get; set; } = 3;

    /// <summary>Gets or sets the longest pause before the first retry; it doubles with each, and a random part of it is waited (full jitter). Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets or sets the longest pause of all. Default 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Gets or sets the longest Retry-After of an upstream that is waited for here; a longer one is the caller's to decide. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets the share of an upstream's active requests that may be retries. Default 0.2 (Envoy's retry budget).</summary>
    [Range(0.0, 1.0)]
    public double Budget { get; set; } = 0.2;

    /// <summary>Gets or sets how many retries an upstream may have however few its requests are. Default 3 (Envoy's).</summary>
    [Range(0, 1000)]
    public int BudgetFloor { get; set; } = 3;
}
