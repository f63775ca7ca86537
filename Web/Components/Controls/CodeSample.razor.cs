using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>A command to copy.</summary>
public sealed partial class CodeSample
{
    /// <summary>Gets or sets the name of the text in the page.</summary>
    [Parameter, EditorRequired]
    public required string Id { get; set; }

    [Parameter, EditorRequired]
    public required string Text { get; set; }
}
