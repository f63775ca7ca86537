namespace Switchyard.Hosting.Supervision;

/// <summary>An answer to a probe.</summary>
/// <param name="IsReady">Whether others may use the process.</param>
/// <param name="Status">The health as the process tells it: Healthy, Degraded or Unhealthy.</param>
/// <param name="Description">What was asked and answered, for the message about a start that does not end.</param>
internal readonly record struct ProbeResult(bool IsReady, string Status, string Description)
{
    public const string Healthy = "Healthy";
    public const string Unhealthy = "Unhealthy";

    public static ProbeResult Ready(string description)
    {
        return new ProbeResult(true, Healthy, description);
    }

    public static ProbeResult NotReady(string description)
    {
        return new ProbeResult(false, Unhealthy, description);
    }
}
