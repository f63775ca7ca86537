namespace Switchyard.Hosting.Supervision;

/// <summary>How long to wait before the next start: 1 s, doubled up to 30 s, from the beginning again after a minute of serving.</summary>
internal sealed class RestartBackoff
{
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_stable = TimeSpan.FromSeconds(60);

    private TimeSpan _next = s_first;

    /// <summary>Gets the wait after a crash.</summary>
    /// <param name="uptime">How long the process had been ready.</param>
    public TimeSpan Next(TimeSpan uptime)
    {
        var delay = uptime >= s_stable ? s_first : _next;
        _next = delay * 2 < s_longest ? delay * 2 : s_longest;
        return delay;
    }
}
