using Microsoft.AspNetCore.Components;
using Switchyard.Web.Requests;

namespace Switchyard.Web.Components.Controls;

/// <summary>How a request or an attempt ended, in colour, shape and word.</summary>
public sealed partial class OutcomeMark
{
    /// <summary>Gets or sets the outcome; <see langword="null"/> where there is none (yet).</summary>
    [Parameter, EditorRequired]
    public required string? Outcome { get; set; }

    /// <summary>Gets or sets what is said where there is no outcome.</summary>
    [Parameter]
    public string Absent { get; set; } = "under way";

    private string Text => Outcome is null ? Absent : RequestOutcomes.Text(Outcome);

    private string Css => Outcome switch
    {
        null => "open",
        RequestOutcomes.Completed => "completed",
        RequestOutcomes.CallerLeft => "left",
        RequestOutcomes.Interrupted or "rate_limited" => "caution",
        _ => "failed",
    };
}
