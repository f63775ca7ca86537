namespace Switchyard.Router.Benchmarks.Load;

/// <summary>Durations in microseconds.</summary>
internal sealed record Quantiles
{
    public long Count { get; init; }

    public double Mean { get; init; }

    public double P50 { get; init; }

    public double P90 { get; init; }

    public double P99 { get; init; }

    public double P999 { get; init; }

    public double Max { get; init; }
}
