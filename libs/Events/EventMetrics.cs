using System.Diagnostics.Metrics;

namespace Switchyard.Events;

/// <summary>The instruments of buses.</summary>
internal static class EventMetrics
{
    private static readonly Meter s_meter = new("Switchyard.Events");

    public static readonly Counter<long> Dropped =
        s_meter.CreateCounter<long>("switchyard.events.dropped", "{event}", "Events that a subscriber was not told because it had no room or was cut off.");

    public static readonly Counter<long> Failures =
        s_meter.CreateCounter<long>("switchyard.events.failures", "{event}", "Events that a subscriber's handler failed at.");
}
