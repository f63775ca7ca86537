using System.Numerics;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>Counts durations in buckets that are at most 1/128 wide, so that any quantile can be read without keeping the values.</summary>
/// <remarks>The layout is that of G. Tene's HdrHistogram.</remarks>
internal sealed class Histogram
{
    private const int SubBits = 7;

    private readonly long[] _counts = new long[(64 - SubBits) << SubBits];
    private long _max;
    private double _sum;

    public long Count { get; private set; }

    /// <summary>Counts a duration in nanoseconds.</summary>
    public void Add(long value)
    {
        value = Math.Max(0, value);
        _counts[IndexOf(value)]++;
        Count++;
        _sum += value;
        _max = Math.Max(_max, value);
    }

    public Quantiles Read() => Count == 0 ? new Quantiles() : new Quantiles
    {
        Count = Count,
        Mean = _sum / Count / 1000,
        P50 = At(0.5),
        P90 = At(0.9),
        P99 = At(0.99),
        P999 = At(0.999),
        Max = _max / 1000.0,
    };

    private double At(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var index = 0;
        for (long seen = 0; (seen += _counts[index]) < wanted; index++)
        {
        }

        return Math.Min(_max, HighestOf(index)) / 1000.0;
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static long HighestOf(int index)
    {
        if (index < 2 << SubBits)
        {
            return index;
        }

        var shift = (index >> SubBits) - 1;
        return ((index - ((long)shift << SubBits) + 1) << shift) - 1;
    }
}
