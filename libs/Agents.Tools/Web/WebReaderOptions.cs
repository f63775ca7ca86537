namespace Switchyard.Agents.Tools.Web;

/// <summary>How pages are read. What may be asked at all, how long and how large, is the HTTP client's.</summary>
public sealed record WebReaderOptions
{
    /// <summary>Gets the name under which robots.txt files speak of this program. The HTTP client's <c>UserAgent</c> should hold it. Default: SwitchyardAgent.</summary>
    public string RobotsName { get; init; } = "SwitchyardAgent";

    /// <summary>Gets the shortest time between two requests to one host. Default: 1 second.</summary>
    public TimeSpan HostInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Gets the longest wait for a host's turn; a request that would wait longer is refused. Default: 5 seconds.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Gets how long a host's robots.txt is remembered. Default: 1 hour.</summary>
    public TimeSpan RobotsLifetime { get; init; } = TimeSpan.FromHours(1);
}
