using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Switchyard.Sandbox.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Step_LeavesSpanAndCounts()
    {
        var spans = new ConcurrentQueue<Activity>();
        var counts = new ConcurrentQueue<(string Name, string? Outcome)>();
        using var traces = new ActivityListener { ShouldListenTo = static source => source.Name == "Switchyard.Sandbox", Sample = static (ref _) => ActivitySamplingResult.AllData, ActivityStopped = spans.Enqueue };
        ActivitySource.AddActivityListener(traces);
        using var meters = new MeterListener { InstrumentPublished = static (instrument, listener) => { if (instrument.Meter.Name == "Switchyard.Sandbox") { listener.EnableMeasurementEvents(instrument); } } };
        meters.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counts.Enqueue((instrument.Name, tags.Length > 0 ? tags[0].Value as string : null)));
        meters.Start();

        await using (var session = await new PythonSandbox(new SandboxOptions { UseSandbox = false, AllowSystemAccess = true }, TimeProvider.System).StartSessionAsync(TestContext.Current.CancellationToken))
        {
            await session.ExecuteAsync("1 / 0", TestContext.Current.CancellationToken);
        }

        var span = Assert.Single(spans);
        Assert.Equal(("execute python", "exception"), (span.OperationName, span.GetTagItem("switchyard.sandbox.outcome")));
        Assert.Equal([("switchyard.sandbox.processes", null), ("switchyard.sandbox.steps", "exception"), ("switchyard.sandbox.processes", null)], counts);
    }
}
