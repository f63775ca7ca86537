using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Controls;

/// <summary>A provider, its state and what to do about it. A provider nobody has connected is off, not broken.</summary>
public sealed partial class ProviderRow
{
    [Parameter, EditorRequired]
    public required ProviderInfo Provider { get; set; }

    /// <summary>Gets or sets whether the addresses are listed; a page with a table of them does without.</summary>
    [Parameter]
    public bool ShowEndpoints { get; set; } = true;

    private ResourceHealth Health => Provider.Status switch
    {
        "ready" => ResourceHealth.Healthy,
        "unavailable" when Provider.Models.Count > 0 => ResourceHealth.Degraded,
        _ => ResourceHealth.Unknown,
    };

    private string Authentication => Provider.Auth switch
    {
        "none" => "Open",
        "oauth" => "Asked with a token",
        "headers" => "Asked with headers of its own",
        _ => "Needs an API key",
    };

    private string Word => Provider.Status switch
    {
        "ready" => "Ready",
        "unavailable" when Provider.Models.Count > 0 => "Not available",
        "unavailable" => "Not connected",
        _ => "Not asked yet",
    };
}
