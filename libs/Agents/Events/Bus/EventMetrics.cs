using System.Diagnostics.Metrics;
using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Events.Bus;

/// <summary>The instruments of buses, on the meter of agents.</summary>
internal static class EventMetrics
{
    public static readonly Counter<long> Dropped =
        AgentTelemetry.Meter.CreateCounter<long>("switchyard.agents.events.dropped", "{event}", "Events that a subscriber was not told because it had no room or was cut off.");

    public static readonly Counter<long> Failures =
        AgentTelemetry.Meter.CreateCounter<long>("switchyard.agents.events.failures", "{event}", "Events that a subscriber's handler failed at.");
}
