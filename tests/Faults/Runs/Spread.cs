using System.Globalization;

namespace Switchyard.Faults.Runs;

/// <summary>How some times are spread.</summary>
/// <param name="seconds">The times.</param>
internal sealed class Spread(IEnumerable<double> seconds)
{
    private readonly double[] _sorted = [.. seconds.Order()];

    /// <summary>Gets the times, the shortest first.</summary>
    public IReadOnlyList<double> Seconds => _sorted;

    /// <summary>Gets the least that so many of all do not exceed.</summary>
    public double Percentile(double percent) => _sorted[Math.Max(0, (int)Math.Ceiling(percent / 100 * _sorted.Length) - 1)];

    /// <summary>Says the median, the 99th percentile and the longest.</summary>
    public override string ToString() => _sorted.Length == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{Percentile(50):0.0} / {Percentile(99):0.0} / {_sorted[^1]:0.0}");
}
