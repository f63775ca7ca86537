using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Components.Controls;

/// <summary>What was found out about a session when somebody asked for it.</summary>
public sealed partial class SessionOutcome
{
    [Parameter, EditorRequired]
    public required string? Notice { get; set; }

    [Parameter, EditorRequired]
    public required string? Summary { get; set; }

    [Parameter, EditorRequired]
    public required SessionFacts? Facts { get; set; }

    [Parameter, EditorRequired]
    public required SessionAssessment? Assessment { get; set; }
}
