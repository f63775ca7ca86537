using Microsoft.AspNetCore.Components;

namespace Switchyard.Web.Components.Controls;

/// <summary>Where a job stands.</summary>
public sealed partial class JobStatus
{
    [Parameter, EditorRequired]
    public required string Status { get; set; }
}
