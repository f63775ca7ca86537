namespace Switchyard.Router.Health;

/// <summary>When an endpoint that was out comes back, and when it has its whole weight again.</summary>
internal sealed record EndpointAbsence(DateTimeOffset Until, DateTimeOffset FullAt)
{
    // A weight of nothing would never be asked for the first time.
    private const double LeastShare = 0.1;

    /// <summary>Gets the share of its weight that it has at <paramref name="now"/>, once it is back.</summary>
    public double ShareAt(DateTimeOffset now) =>
        now >= FullAt ? 1 : Math.Clamp((now - Until) / (FullAt - Until), LeastShare, 1);
}
