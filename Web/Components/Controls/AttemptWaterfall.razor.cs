using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Routing;
using Switchyard.Web.Charts;
using Switchyard.Web.Requests;

namespace Switchyard.Web.Components.Controls;

/// <summary>A request's attempts, one bar each on a common time axis; each opens to show all that is known of it.</summary>
public sealed partial class AttemptWaterfall
{
    private Waterfall _waterfall = null!;

    [Parameter, EditorRequired]
    public required RequestInfo Request { get; set; }

    [Parameter, EditorRequired]
    public required DateTimeOffset Now { get; set; }

    protected override void OnParametersSet() => _waterfall = Waterfall.Build(Request, Now);

    private static TimeSpan? Ms(double? milliseconds) => milliseconds is { } value ? TimeSpan.FromMilliseconds(value) : null;

    private static string Css(WaterfallBar bar) => bar switch
    {
        { IsUnderWay: true } => "open",
        { Attempt.Outcome: RequestOutcomes.Completed } => "completed",
        { Attempt.Outcome: RequestOutcomes.CallerLeft } => "gone",
        { Attempt.Outcome: RequestOutcomes.Interrupted } => "caution",
        _ => "failed",
    };

    private static string Description(WaterfallBar bar) => bar.Attempt switch
    {
        var attempt when !RequestFacts.WasMade(attempt) => "Not asked.",
        { FirstByteMs: { } first } attempt => $"Began after {DisplayText.Duration(Ms(attempt.StartMs))}, first byte {DisplayText.Duration(Ms(first))} later, took {DisplayText.Duration(Ms(attempt.DurationMs))}.",
        var attempt => $"Began after {DisplayText.Duration(Ms(attempt.StartMs))}, no byte, took {DisplayText.Duration(Ms(attempt.DurationMs))}.",
    };
}
