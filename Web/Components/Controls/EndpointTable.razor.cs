using System.Globalization;
using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Controls;

/// <summary>A provider's addresses: how each is, what it has to do, and whether it gets new requests.</summary>
public sealed partial class EndpointTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<EndpointInfo> Endpoints { get; set; }

    /// <summary>Gets or sets whether addresses can be drained from here.</summary>
    [Parameter, EditorRequired]
    public required bool CanDrain { get; set; }

    /// <summary>Gets or sets what is told of an address that is to be drained, or to be taken back where it drains.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<EndpointInfo> OnDrain { get; set; }

    private static ResourceHealth HealthOf(EndpointInfo endpoint) => endpoint switch
    {
        { Status: "unavailable" } => ResourceHealth.Unhealthy,
        { Draining: true } or { EjectedUntil: not null } or { Circuit: not "closed" } => ResourceHealth.Degraded,
        { Status: "ready" } => ResourceHealth.Healthy,
        _ => ResourceHealth.Unknown,
    };

    private static string StateOf(EndpointInfo endpoint) => endpoint switch
    {
        { Draining: true } => "Draining",
        { EjectedUntil: not null } => "Ejected",
        { Status: "ready" } => "Ready",
        { Status: "unavailable" } => "Not available",
        _ => "Not asked yet",
    };

    private static string WeightOf(EndpointInfo endpoint)
        => endpoint.SlowStartShare < 1
            ? string.Create(CultureInfo.InvariantCulture, $"{endpoint.SlowStartShare:0%} of {endpoint.Weight}")
            : endpoint.Weight.ToString(CultureInfo.InvariantCulture);
}
