using System.ComponentModel.DataAnnotations;

namespace Switchyard.OutboundHttp;

/// <summary>What may be asked of addresses that somebody else named.</summary>
public sealed class OutboundHttpOptions
{
    /// <summary>The longest chain of redirects anybody may configure.</summary>
    public const int MostRedirects = 3;

    /// <summary>Gets the hosts that may be asked: <c>example.com</c>, <c>*.example.com</c> for those below it, <c>*</c> for all. Default: none named, which means all. A private address needs <see cref="AllowedNetworks"/> as well.</summary>
    public IList<string> AllowedHosts { get; } = [];

    /// <summary>Gets the networks that may be asked although they are not public, as <c>10.1.0.0/16</c> or <c>::1/128</c>. Default: none.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary>Gets or sets what requests of a fetch say who asks. Default: nothing.</summary>
    public string? UserAgent { get; set; }

    /// <summary>Gets the headers that requests of a fetch carry to the address that was named; where it redirects to they do not go along. Default: none.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the most bytes of an answer, decompressed. Default 10 MiB.</summary>
    [Range(1, 256 * 1024 * 1024)]
    public int MaxBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>Gets or sets the longest time of a fetch, redirects and the whole answer included. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the longest time to a connection. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets or sets the most redirects of a fetch; each hop is checked like the first address. Default 3.</summary>
    [Range(0, MostRedirects)]
    public int MaxRedirects { get; set; } = MostRedirects;

    /// <summary>Gets or sets how many times larger than its compressed form an answer may be. Default 100.</summary>
    [Range(1, 10_000)]
    public int MaxDecompressionRatio { get; set; } = 100;
}
