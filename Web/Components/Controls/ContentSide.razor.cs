using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Components.Controls;

/// <summary>What one side of a request said, part by part.</summary>
public sealed partial class ContentSide
{
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    [Parameter, EditorRequired]
    public required ContentText Text { get; set; }
}
