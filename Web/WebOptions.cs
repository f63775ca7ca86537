using System.ComponentModel.DataAnnotations;

namespace Switchyard.Web;

/// <summary>What can be configured of the dashboard.</summary>
internal sealed class WebOptions
{
    public const string SectionName = "Web";

    /// <summary>Gets or sets the user whose conversations and runs the dashboard starts, who answers what runs ask there, and who the Router's change log says changed a setting. Default: <c>local</c>.</summary>
    [Required, RegularExpression("^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$")]
    public string User { get; set; } = "local";

    /// <summary>Gets or sets how many browser tabs may be connected at the same time. Default: 64; 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public int MaxCircuits { get; set; } = 64;

    /// <summary>Gets or sets how often the overview asks the services while someone looks at it. Default: 2 s; 250 ms to 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:00.250", "00:01:00")]
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Gets or sets how long one answer to the dashboard's own questions (health, lists) may take. Default: 3 s; 100 ms to 1 min. Streams have no limit.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan QueryTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Gets or sets how long an answer may take for which a model is asked meanwhile: a replay, a summary of a session. Default: 2 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromMinutes(2);
}
