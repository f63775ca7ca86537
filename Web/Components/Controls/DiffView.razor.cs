using Microsoft.AspNetCore.Components;
using Switchyard.Web.Definitions;

namespace Switchyard.Web.Components.Controls;

/// <summary>Two texts beside each other, line by line.</summary>
public sealed partial class DiffView
{
    private IReadOnlyList<string> _left = [];
    private IReadOnlyList<string> _right = [];
    private IReadOnlyList<DiffRow> _rows = [];

    [Parameter, EditorRequired]
    public required string Left { get; set; }

    [Parameter, EditorRequired]
    public required string Right { get; set; }

    [Parameter, EditorRequired]
    public required string LeftTitle { get; set; }

    [Parameter, EditorRequired]
    public required string RightTitle { get; set; }

    protected override void OnParametersSet()
    {
        (_left, _right) = (DefinitionText.Lines(Left), DefinitionText.Lines(Right));
        _rows = LineDiff.Compare(_left, _right);
    }
}
