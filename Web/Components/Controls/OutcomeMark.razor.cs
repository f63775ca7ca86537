using Microsoft.AspNetCore.Components;
using Switchyard.Web.Requests;

namespace Switchyard.Web.Components.Controls;

/// <summary>How a request or an attempt ended, in colour, shape and word.</summary>
public sealed partial class OutcomeMark
{
    /// <summary>Gets or sets the outcome; <see langword="null"/> where there is none (yet).</summary>
    [Parameter, EditorRequired]
    public required string? Outcome { get; set; }

    /// <summary>Gets or sets whether nobody was asked, where there is no outcome; else it goes on.</summary>
    [Parameter]
    public bool Skipped { get; set; }

    private string Text => Outcome is not null ? RequestOutcomes.Text(Outcome) : Skipped ? "not asked" : "under way";

    private MarkLook Look => Outcome switch
    {
        null => Skipped ? MarkLook.Idle : MarkLook.Active,
        RequestOutcomes.Completed => MarkLook.Good,
        RequestOutcomes.CallerLeft => MarkLook.Idle,
        RequestOutcomes.Interrupted or "rate_limited" => MarkLook.Caution,
        _ => MarkLook.Bad,
    };
}
