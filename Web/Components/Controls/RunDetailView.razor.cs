using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Conversations;

namespace Switchyard.Web.Components.Controls;

/// <summary>One run: its facts, its steps and its answer.</summary>
public sealed partial class RunDetailView
{
    private Answer _answer = new(0);

    [Parameter, EditorRequired]
    public required RunDetail Run { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnCancel { get; set; }

    [Parameter, EditorRequired]
    public required bool Cancelling { get; set; }

    [Parameter]
    public string? Problem { get; set; }

    private string? Text => _answer.Text.Length > 0 ? _answer.Text : Run.Output;

    protected override void OnParametersSet() => _answer = RecordedAnswer.From(Run);
}
