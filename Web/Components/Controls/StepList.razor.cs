using Microsoft.AspNetCore.Components;
using Switchyard.Web.Conversations;

namespace Switchyard.Web.Components.Controls;

/// <summary>An agent's steps as stops on a line.</summary>
public sealed partial class StepList
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<RunStep> Steps { get; set; }

    /// <summary>Gets or sets whether the run is still at work.</summary>
    [Parameter, EditorRequired]
    public required bool Open { get; set; }

    private static string Css(RunStep step) => step switch
    {
        { IsPending: true } => "pending",
        { Error: not null } => "failed",
        { Kind: RunStepKind.Thought } => "thinking",
        _ => "done",
    };
}
