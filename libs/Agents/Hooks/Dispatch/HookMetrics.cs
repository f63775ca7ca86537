using System.Diagnostics.Metrics;

namespace Switchyard.Agents.Hooks.Dispatch;

/// <summary>The instruments of the hooks themselves, on the meter of agents.</summary>
internal static class HookMetrics
{
    public static readonly Counter<long> Failures =
        AgentTelemetry.Meter.CreateCounter<long>("switchyard.agents.hook.failures", "{call}", "Calls of hooks that threw or said what their point does not know.");

    public static readonly Counter<long> Overruns =
        AgentTelemetry.Meter.CreateCounter<long>("switchyard.agents.hook.overruns", "{call}", "Calls of hooks that took longer than their budget.");

    public static readonly Counter<long> Disabled =
        AgentTelemetry.Meter.CreateCounter<long>("switchyard.agents.hook.disabled", "{hook}", "Hooks that are not asked any more because they took too long too often.");

    public static KeyValuePair<string, object?> Tag(IHook hook) => new("hook.name", hook.Name);
}
