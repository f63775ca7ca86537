using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;

namespace Switchyard.AgentHost.Hooks;

/// <summary>How this host's hooks fare.</summary>
/// <param name="Hooks">What has become of each one's calls, in the order in which they are asked.</param>
/// <param name="Trace">The last points they saw, oldest first; empty where none are kept.</param>
internal sealed record HookReport(IReadOnlyList<HookStatistics> Hooks, IReadOnlyList<TracedPoint> Trace);
