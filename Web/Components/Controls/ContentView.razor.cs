using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;

namespace Switchyard.Web.Components.Controls;

/// <summary>What a request asked and was answered, or why that cannot be shown and what to do about it.</summary>
public sealed partial class ContentView
{
    [Parameter, EditorRequired]
    public required RequestInfo Request { get; set; }
}
