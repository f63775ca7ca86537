using System.Globalization;
using Microsoft.AspNetCore.Components;
using Switchyard.Web.Charts;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Controls;

/// <summary>The system as a track diagram: stations are resources, lines are who calls whom.</summary>
public sealed partial class TopologyMap
{
    private TopologyLayout _layout = TopologyLayout.Build([]);

    [Parameter, EditorRequired]
    public required IReadOnlyList<ResourceState> Resources { get; set; }

    private string Description => $"Requests go from web to router and agenthost. {string.Join(", ", Resources.Select(static resource => $"{resource.Name} is {resource.Health.ToString().ToLowerInvariant()}"))}.";

    protected override void OnParametersSet() => _layout = TopologyLayout.Build(Resources);

    private static string N(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    private static string Css(ResourceHealth health) => health switch
    {
        ResourceHealth.Healthy => "go",
        ResourceHealth.Degraded => "caution",
        ResourceHealth.Unhealthy or ResourceHealth.Unreachable => "stop",
        _ => "off",
    };

    private static string Note(ResourceState resource) => resource switch
    {
        { Health: ResourceHealth.Unreachable } => "unreachable",
        { Running: > 0 } => $"{resource.Running} generating",
        { Kind: ResourceKind.Node } => "idle",
        { Kind: ResourceKind.Store } => resource.Name == "cache" ? "redis" : "postgresql",
        { RequestsPerSecond: { } rate } => DisplayText.Rate(rate),
        _ => resource.Health.ToString().ToLowerInvariant(),
    };
}
