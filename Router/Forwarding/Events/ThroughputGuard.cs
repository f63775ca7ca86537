namespace Switchyard.Router.Forwarding.Events;

/// <summary>When an upstream is too slow to be of use.</summary>
/// <param name="BytesPerSecond">The least it must give; most texts have a byte a character.</param>
/// <param name="Probe">For how long it may be slower.</param>
internal sealed record ThroughputGuard(double BytesPerSecond, TimeSpan Probe)
{
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(1);

    /// <summary>Tells whether a first piece alone is so much that nothing has to be waited for.</summary>
    public bool IsEnough(long firstBytes) => firstBytes >= BytesPerSecond * s_enough.TotalSeconds;

    /// <summary>Tells whether <paramref name="bytes"/> in <paramref name="elapsed"/> are enough.</summary>
    public bool IsFast(long bytes, TimeSpan elapsed) => bytes > 0 && bytes >= BytesPerSecond * elapsed.TotalSeconds;
}
