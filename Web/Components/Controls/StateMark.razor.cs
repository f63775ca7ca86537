using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>A state in colour, shape and word.</summary>
public sealed partial class StateMark
{
    [Parameter, EditorRequired]
    public required MarkLook Look { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }

    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? Attributes { get; set; }
}
