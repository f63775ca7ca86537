using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>A run's state, in colour, shape and word.</summary>
public sealed partial class RunStatus
{
    [Parameter, EditorRequired]
    public required string Status { get; set; }

    private MarkLook Look => Status switch
    {
        RunStatuses.Running => MarkLook.Active,
        RunStatuses.Completed => MarkLook.Good,
        RunStatuses.Failed => MarkLook.Bad,
        RunStatuses.Waiting or RunStatuses.Interrupted => MarkLook.Caution,
        _ => MarkLook.Idle,
    };
}
