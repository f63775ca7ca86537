using Microsoft.AspNetCore.Components;
using Switchyard.Web.Monitoring;

namespace Switchyard.Web.Components.Controls;

/// <summary>The resources as rows.</summary>
public sealed partial class ResourceTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<ResourceState> Resources { get; set; }

    private static string Role(ResourceState resource) => resource.Kind switch
    {
        ResourceKind.Web => "this dashboard",
        ResourceKind.Router => "OpenAI-compatible gateway",
        ResourceKind.Agents => "agents and their runs",
        ResourceKind.Node => "local inference",
        _ => resource.Name == "cache" ? "Redis" : "PostgreSQL",
    };
}
