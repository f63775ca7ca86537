using Microsoft.AspNetCore.Components;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Controls;

/// <summary>A state as a signal: colour, shape and word say the same, so that none is needed alone.</summary>
public sealed partial class SignalLamp
{
    [Parameter, EditorRequired]
    public required ResourceHealth Health { get; set; }

    [Parameter]
    public bool ShowLabel { get; set; } = true;

    private string Css => Health switch
    {
        ResourceHealth.Healthy => "go",
        ResourceHealth.Degraded => "caution",
        ResourceHealth.Unhealthy or ResourceHealth.Unreachable => "stop",
        _ => "off",
    };

    private string Label => Health.ToString();
}
