using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Forwarding</c>.</summary>
internal sealed class ForwardingOptions
{
    /// <summary>Gets or sets the longest time for a connection to an upstream. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets the longest silence before an upstream answers. Default 5 min: a large model on a slow machine reads a long prompt for minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the longest silence inside a stream, after which it ends with an error event. Default 4 min; shorter than <see cref="ActivityTimeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Gets or sets the most upstreams tried for one request. Default 6.</summary>
    [Range(1, 32)]
    public int MaxAttempts { get; set; } = 6;

    /// <summary>Gets or sets how long an upstream that failed is tried last. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan CoolDown { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets when a caller should come back if nobody could answer and no upstream said when. Default 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);
}
