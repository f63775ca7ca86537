using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Forwarding</c>.</summary>
internal sealed class ForwardingOptions
{
    /// <summary>Gets or sets the longest time for a connection to an upstream. Default 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets after how long a connection takes no further request, so that a name that leads elsewhere and a new certificate are noticed. Default 1 min, as long as most names may be remembered; 0: each serves one.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "24:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Gets or sets a file of certificates in PEM, whose owners may vouch for upstreams beside those this machine trusts. Default: none.</summary>
    public string? CertificateAuthorities { get; set; }

    /// <summary>Gets or sets the longest silence before an upstream answers, and the longest time a caller takes nothing of its answer. Default 5 min: a large model on a slow machine reads a long prompt for minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the longest silence inside a stream, after which it ends with an error event. Default 4 min; shorter than <see cref="ActivityTimeout"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan StreamIdleTimeout { get; set; } = TimeSpan.FromMinutes(4);

    /// <summary>Gets or sets the longest time until the first piece of a streamed answer; after it another upstream is tried. Default 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan FirstTokenTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the longest time of a whole request, all attempts included. Default 30 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "24:00:00")]
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Gets or sets how long a stream that has begun without content is held back, so that another upstream can still answer; after it the caller gets comments. Default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan HoldBack { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Gets or sets how many characters a second (bytes of UTF-8) a stream must give to be kept while there is another upstream and the caller has nothing of it yet. Default 20; 0: as slow as it likes. Slower ones that the caller already has are only reported.</summary>
    [Range(0.0, 100_000.0)]
    public double MinimumRate { get; set; } = 20;

    /// <summary>Gets or sets for how long after its first piece a stream may be slower. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan RateProbe { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets after how much silence inside a stream the caller gets a comment, which keeps proxies from cutting it. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:05:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets whether another upstream goes on with a streamed text that broke off, where the request does not say. Default: no, the stream ends with an error event.</summary>
    public bool Continue { get; set; }

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
