using Switchyard.Contracts.Agents;

namespace Switchyard.Web.Runs;

/// <summary>Places what a run did on one axis of working time: its model and tool calls, the people it waited for, and the ends of its steps.</summary>
internal sealed class Timeline
{
    public const int Width = 1000;

    /// <summary>The shortest bar that can still be seen.</summary>
    private const int MinWidth = 4;
    private const int Ticks = 4;

    private Timeline(TimeSpan length, IReadOnlyList<TimelineRow> rows)
    {
        Length = length;
        Rows = rows;
    }

    /// <summary>Gets the working time the whole axis stands for.</summary>
    public TimeSpan Length { get; }

    /// <summary>Gets the rows in the order in which they ended.</summary>
    public IReadOnlyList<TimelineRow> Rows { get; }

    /// <summary>Gets the times at the ends of the axis's quarters.</summary>
    public IEnumerable<TimeSpan> Axis => Enumerable.Range(1, Ticks).Select(tick => Length * tick / Ticks);

    /// <summary>Builds the timeline of a journal.</summary>
    /// <param name="history">Its entries, in order.</param>
    /// <param name="now">Until when open calls have lasted; <see langword="null"/> where the run has ended and nothing is open.</param>
    public static Timeline Build(IReadOnlyList<RunHistoryItem> history, DateTimeOffset? now)
    {
        if (history.Count == 0)
        {
            return new Timeline(TimeSpan.Zero, []);
        }

        var spans = Spans(history, now ?? history[^1].At).ToList();
        var clock = new WorkClock(
            history[0].At,
            spans.Where(static span => span.Kind == TimelineKind.Person).Select(static span => (span.From, span.To)),
            [.. spans.Where(static span => span.Kind is TimelineKind.Model or TimelineKind.Tool).Select(static span => (span.From, span.To))]);
        var length = spans.Select(span => clock.At(span.To)).Append(clock.At(history[^1].At)).Append(TimeSpan.FromMilliseconds(1)).Max();
        return new Timeline(length, [.. spans.Select(span => Place(span, clock, length))]);
    }

    private static TimelineRow Place(Span span, WorkClock clock, TimeSpan length)
    {
        var start = (int)Math.Round(clock.At(span.From) / length * Width);
        var width = (int)Math.Round(clock.At(span.To) / length * Width) - start;
        var seen = Math.Max(width, MinWidth);
        return new TimelineRow(span.Kind, span.Item, span.From, span.To - span.From, Math.Min(start, Width - seen), seen, span.IsOpen);
    }

    private static IEnumerable<Span> Spans(IReadOnlyList<RunHistoryItem> history, DateTimeOffset now)
    {
        var open = new Dictionary<string, RunHistoryItem>(StringComparer.Ordinal);
        foreach (var item in history)
        {
            switch (item.Kind)
            {
                // What is not known to have happened waits for a person instead of for its result.
                case RunHistoryKinds.Intent or RunHistoryKinds.Question or RunHistoryKinds.Uncertain when item.Key is { } key:
                    open[key] = item;
                    break;
                case RunHistoryKinds.Receipt or RunHistoryKinds.Answer:
                    yield return Closed(item, Take(open, item.Key));
                    break;
                case RunHistoryKinds.Step:
                    yield return new Span(TimelineKind.Step, item, item.At, item.At, false);
                    break;
            }
        }

        foreach (var item in open.Values.OrderBy(static item => item.Sequence))
        {
            yield return new Span(item.Kind == RunHistoryKinds.Intent ? TimelineKind.Tool : TimelineKind.Person, item, item.At, now > item.At ? now : item.At, true);
        }
    }

    // A call says itself how long it took; where it does not, its intent says since when.
    private static Span Closed(RunHistoryItem item, RunHistoryItem? begun)
    {
        var kind = item.Kind == RunHistoryKinds.Answer ? TimelineKind.Person : item.InputTokens is null && item.OutputTokens is null ? TimelineKind.Tool : TimelineKind.Model;
        var from = item.DurationMs is { } milliseconds ? item.At - TimeSpan.FromMilliseconds(milliseconds) : begun?.At ?? item.At;
        return new Span(kind, item with { Name = item.Name ?? begun?.Name, Text = item.Kind == RunHistoryKinds.Answer ? $"{begun?.Text} → {item.Text}" : item.Text }, from, item.At, false);
    }

    private static RunHistoryItem? Take(Dictionary<string, RunHistoryItem> open, string? key) => key is not null && open.Remove(key, out var item) ? item : null;

    private sealed record Span(TimelineKind Kind, RunHistoryItem Item, DateTimeOffset From, DateTimeOffset To, bool IsOpen);
}
