using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Collects the meters when asked and keeps the text of the last collection.</summary>
/// <remarks>Written here because OpenTelemetry's own Prometheus exporter is not in the partial feed the lean profile is built from.</remarks>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly PrometheusText _text = new();

    public PrometheusExporter() => Reader = new BaseExportingMetricReader(this) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };

    /// <summary>Gets the reader to give to the meter provider, which then owns it.</summary>
    public BaseExportingMetricReader Reader { get; }

    /// <summary>Gets or sets what collects; the reader sets it, and a pulling reader collects in no other way.</summary>
    public Func<int, bool>? Collect { get; set; }

    public async Task<string> CollectAsync(CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            Collect?.Invoke(Timeout.Infinite);
            return _text.ToString();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        _text.Clear();
        foreach (var metric in batch)
        {
            _text.Add(metric);
        }

        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _oneAtATime.Dispose();
        }

        base.Dispose(disposing);
    }
}
