using Microsoft.AspNetCore.Components;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Charts;
using Switchyard.Web.Runs;

namespace Switchyard.Web.Components.Controls;

/// <summary>What a run did on an axis of working time: model and tool calls with their tokens, price and duration, waits for people, and the ends of steps.</summary>
public sealed partial class RunTimeline
{
    private Timeline _timeline = Timeline.Build([], null);

    [Parameter, EditorRequired]
    public required string RunId { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<RunHistoryItem> History { get; set; }

    /// <summary>Gets or sets until when open calls have lasted; <see langword="null"/> where the run has ended.</summary>
    [Parameter, EditorRequired]
    public required DateTimeOffset? Now { get; set; }

    /// <summary>Gets or sets the entry whose state is shown.</summary>
    [Parameter]
    public long? Chosen { get; set; }

    [Parameter]
    public EventCallback<long> OnChoose { get; set; }

    protected override void OnParametersSet() => _timeline = Timeline.Build(History, Now);

    private static string Css(TimelineRow row) => $"{row.Kind.ToString().ToLowerInvariant()}{(row.IsBad ? " bad" : null)}{(row.IsOpen ? " open" : null)}";

    private static string Word(TimelineRow row) => row.Kind switch
    {
        TimelineKind.Person => "person",
        TimelineKind.Model => "model",
        _ => "call",
    };

    private static string? Tokens(TimelineRow row) => row.Kind == TimelineKind.Model ? $"{DisplayText.Count(row.Item.InputTokens)} → {DisplayText.Count(row.Item.OutputTokens)}" : null;

    private static string Description(TimelineRow row)
    {
        var what = row.Kind == TimelineKind.Person ? "Waiting for a person" : $"{row.Item.Name ?? Word(row)}";
        return $"{what}{(row.IsBad ? ", failed or uncertain" : null)}: {DisplayText.Duration(row.Took)}{(row.IsOpen ? " so far" : null)}";
    }
}
