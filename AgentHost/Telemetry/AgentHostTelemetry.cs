using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Switchyard.AgentHost.Telemetry;

/// <summary>This service's one meter and one activity source, and every name in them.</summary>
internal sealed class AgentHostTelemetry : IDisposable
{
    public const string Name = "Switchyard.AgentHost";

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _toolCalls;

    public AgentHostTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _running = _meter.CreateUpDownCounter<long>("switchyard.agents.runs.running", "{run}", "Runs at work on this host.");
        _runs = _meter.CreateCounter<long>("switchyard.agents.runs", "{run}", "Runs that ended, by status.");
        _duration = _meter.CreateHistogram<double>("switchyard.agents.run.duration", "s", "How long runs took.");
        _toolCalls = _meter.CreateCounter<long>("switchyard.agents.tool.calls", "{call}", "Tool calls, by tool and success.");
    }

    public ActivitySource Source { get; } = new(Name);

    public void RunStarted() => _running.Add(1);

    public void RunEnded(string agent, string status, TimeSpan duration)
    {
        _running.Add(-1);
        _runs.Add(1, new("agent", agent), new("status", status));
        _duration.Record(duration.TotalSeconds, new("agent", agent), new("status", status));
    }

    public void ToolCalled(string tool, bool success) => _toolCalls.Add(1, new("tool", tool), new("success", success));

    public void Dispose()
    {
        Source.Dispose();
        _meter.Dispose();
    }
}
