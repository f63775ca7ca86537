using System.Diagnostics.Metrics;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>Bucket boundaries of the node's histograms: vLLM's, so that its dashboards fit, and below them those that small models need.</summary>
internal static class MetricBuckets
{
    public static InstrumentAdvice<double> FirstTokenSeconds { get; } =
        Create(0.001, 0.005, 0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80, 160, 640, 2560);

    public static InstrumentAdvice<double> NextTokenSeconds { get; } =
        Create(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 20, 40, 80);

    public static InstrumentAdvice<double> RequestSeconds { get; } =
        Create(0.01, 0.05, 0.1, 0.3, 0.5, 0.8, 1, 1.5, 2, 2.5, 5, 10, 15, 20, 30, 40, 50, 60, 120, 240, 480, 960, 1920, 7680);

    public static InstrumentAdvice<double> RequestTokens { get; } =
        Create(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000);

    public static InstrumentAdvice<double> IterationTokens { get; } =
        Create(1, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384);

    private static InstrumentAdvice<double> Create(params double[] boundaries) => new() { HistogramBucketBoundaries = boundaries };
}
