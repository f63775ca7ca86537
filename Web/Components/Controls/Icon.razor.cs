using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>A drawn icon; always beside a text or in something that has a label.</summary>
public sealed partial class Icon
{
    [Parameter, EditorRequired]
    public required IconName Name { get; set; }
}
