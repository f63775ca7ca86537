using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Pulls</c>: how models are pulled.</summary>
internal sealed class PullOptions
{
    /// <summary>Gets or sets how long a provider may say nothing. Default 10 min: while it checks a large file it is silent.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "24:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromMinutes(10);
}
