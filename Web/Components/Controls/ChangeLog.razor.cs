using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Components.Controls;

/// <summary>Who changed what, the newest first.</summary>
public sealed partial class ChangeLog
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<AdminChange>? Changes { get; set; }

    /// <summary>Gets or sets why the changes are not known.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }
}
