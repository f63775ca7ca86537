namespace Switchyard.Web.Runs;

/// <summary>Tells how long a run had worked at a moment: the time in which it did nothing but wait for people is left out, or hours of it would hide all else.</summary>
internal sealed class WorkClock
{
    private readonly List<(DateTimeOffset From, DateTimeOffset To)> _pauses = [];
    private readonly DateTimeOffset _start;

    /// <summary>Starts a clock.</summary>
    /// <param name="start">When the run began.</param>
    /// <param name="waits">When people were waited for.</param>
    /// <param name="work">When anything else went on.</param>
    public WorkClock(DateTimeOffset start, IEnumerable<(DateTimeOffset From, DateTimeOffset To)> waits, IReadOnlyCollection<(DateTimeOffset From, DateTimeOffset To)> work)
    {
        _start = start;
        var bounds = waits.ToList();
        var moments = bounds.Concat(work).SelectMany(static span => new[] { span.From, span.To }).Distinct().Order().ToList();
        foreach (var (from, to) in moments.Zip(moments.Skip(1)))
        {
            if (bounds.Exists(wait => wait.From <= from && to <= wait.To) && !work.Any(span => span.From < to && from < span.To))
            {
                _pauses.Add((from, to));
            }
        }
    }

    public TimeSpan At(DateTimeOffset moment)
    {
        var elapsed = moment > _start ? moment - _start : TimeSpan.Zero;
        foreach (var (from, to) in _pauses.Where(pause => pause.From < moment))
        {
            elapsed -= (to < moment ? to : moment) - from;
        }

        return elapsed > TimeSpan.Zero ? elapsed : TimeSpan.Zero;
    }
}
