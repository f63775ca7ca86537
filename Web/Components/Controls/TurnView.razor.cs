using Microsoft.AspNetCore.Components;
using Switchyard.Web.Conversations;

namespace Switchyard.Web.Components.Controls;

/// <summary>A question with its answer. Renders again only when the answer has changed, so a long conversation costs no more than its last turn.</summary>
public sealed partial class TurnView
{
    private int _shownVersion = -1;

    [Parameter, EditorRequired]
    public required Turn Turn { get; set; }

    [Parameter, EditorRequired]
    public required int Version { get; set; }

    private string Figures => AnswerFigures.Describe(Turn.Answer);

    protected override bool ShouldRender()
    {
        var changed = _shownVersion != Version;
        _shownVersion = Version;
        return changed;
    }
}
