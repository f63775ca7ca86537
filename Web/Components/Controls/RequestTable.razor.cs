using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Components.Controls;

/// <summary>Requests, one a row; the id leads to the whole story.</summary>
public sealed partial class RequestTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<RequestInfo> Requests { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }
}
