using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>Stands where content would be: while it loads, when there is none, when its service is away, when something failed.</summary>
public sealed partial class StatePanel
{
    [Parameter, EditorRequired]
    public required StatePanelKind Kind { get; set; }

    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter]
    public string? Text { get; set; }

    [Parameter]
    public string? ActionText { get; set; }

    [Parameter]
    public EventCallback OnAction { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }
}
