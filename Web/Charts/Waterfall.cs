using Switchyard.Contracts.Routing;
using Switchyard.Web.Requests;

namespace Switchyard.Web.Charts;

/// <summary>Places a request's attempts on a common time axis.</summary>
internal sealed class Waterfall
{
    public const int Width = 1000;
    private const int Ticks = 4;

    private Waterfall(TimeSpan length, IReadOnlyList<WaterfallBar> bars)
    {
        Length = length;
        Bars = bars;
    }

    /// <summary>Gets the time the whole axis stands for.</summary>
    public TimeSpan Length { get; }

    public IReadOnlyList<WaterfallBar> Bars { get; }

    /// <summary>Gets the times at the ends of the axis's quarters.</summary>
    public IEnumerable<TimeSpan> Axis => Enumerable.Range(1, Ticks).Select(tick => Length * tick / Ticks);

    public static Waterfall Build(RequestInfo request, DateTimeOffset now)
    {
        // The clocks of two machines differ: what is known to have happened lies on the axis in any case.
        var elapsed = request.DurationMs ?? Math.Max(0, (now - request.CreatedAt).TotalMilliseconds);
        var length = Math.Max(request.Attempts.Select(End).Append(elapsed).Max(), 0.1);
        return new Waterfall(TimeSpan.FromMilliseconds(length), [.. request.Attempts.Select((attempt, index) => Place(request, attempt, index + 1, length))]);
    }

    private static double End(AttemptInfo attempt) => attempt.StartMs + Math.Max(attempt.DurationMs ?? 0, attempt.FirstByteMs ?? 0);

    private static WaterfallBar Place(RequestInfo request, AttemptInfo attempt, int number, double length)
    {
        var underWay = RequestFacts.IsUnderWay(request, attempt);
        var first = attempt.FirstByteMs is { } wait ? At(attempt.StartMs + wait, length) : (int?)null;
        return new WaterfallBar(attempt, number, At(attempt.StartMs, length), first, underWay ? Width : At(End(attempt), length), underWay);
    }

    private static int At(double milliseconds, double length) => (int)Math.Round(Math.Clamp(milliseconds / length, 0, 1) * Width);
}
