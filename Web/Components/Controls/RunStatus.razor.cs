using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>A run's state, in colour, shape and word.</summary>
public sealed partial class RunStatus
{
    [Parameter, EditorRequired]
    public required string Status { get; set; }

    private string Css => Status switch
    {
        RunStatuses.Running => "running",
        RunStatuses.Completed => "completed",
        RunStatuses.Failed => "failed",
        RunStatuses.Interrupted => "interrupted",
        _ => "cancelled",
    };
}
