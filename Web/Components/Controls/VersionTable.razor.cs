using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>The versions of an agent's definition, newest first: each can be shown, and compared with the one that is.</summary>
public sealed partial class VersionTable
{
    /// <summary>Gets or sets the agent in the version that is shown.</summary>
    [Parameter, EditorRequired]
    public required AgentDetail Agent { get; set; }

    /// <summary>Gets or sets the version it is compared with.</summary>
    [Parameter, EditorRequired]
    public required int? Against { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }
}
