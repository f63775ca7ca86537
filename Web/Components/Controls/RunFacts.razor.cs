using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>What is known of a run in names and numbers.</summary>
public sealed partial class RunFacts
{
    [Parameter, EditorRequired]
    public required RunSummary Run { get; set; }

    private string AgentAddress => Run.Version is { } version ? $"agents/{Run.Agent}?version={version}" : $"agents/{Run.Agent}";
}
