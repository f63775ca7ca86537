namespace Switchyard.Inference.Benchmarks;

/// <summary>The middle of repeated measurements, which a neighbour's work disturbs least.</summary>
internal static class Median
{
    public static double Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
