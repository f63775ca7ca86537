using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Discovery</c>: how often providers are asked for their models.</summary>
internal sealed class DiscoveryOptions
{
    /// <summary>Gets or sets the interval for the local nodes. Default 3 s; it also bounds how late a dead or revived node is noticed when idle.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan NodeInterval { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets the interval for other servers without a key, such as Ollama. Default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan ServerInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Gets or sets the interval for providers with a key. Default 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "24:00:00")]
    public TimeSpan CloudInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Gets or sets the longest time for one answer. Default 2 s; providers with a key get five times as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);
}
