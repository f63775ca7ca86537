using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Switchyard.Agents.Hooks;

/// <summary>Where agents' spans and measurements come from; a collector listens to both by <see cref="SourceName"/>.</summary>
public static class AgentTelemetry
{
    /// <summary>The name of the source of spans and of the meter.</summary>
    public const string SourceName = "Switchyard.Agents";

    internal static readonly ActivitySource Source = new(SourceName);

    internal static readonly Meter Meter = new(SourceName);
}
