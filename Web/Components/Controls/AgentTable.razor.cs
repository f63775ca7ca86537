using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>Agents, one a row, each in its newest version.</summary>
public sealed partial class AgentTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<AgentInfo> Agents { get; set; }
}
