namespace Switchyard.Web.Monitoring;

/// <summary>How a resource is, as a signal shows it.</summary>
public enum ResourceHealth
{
    /// <summary>Not known yet, or the service that would know does not answer.</summary>
    Unknown,
    Healthy,
    Degraded,
    Unhealthy,

    /// <summary>The resource does not answer at all.</summary>
    Unreachable,
}
