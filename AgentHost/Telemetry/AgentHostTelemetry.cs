using System.Diagnostics;
using System.Diagnostics.Metrics;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Telemetry;

/// <summary>This service's one meter and one activity source, and every name in them.</summary>
internal sealed class AgentHostTelemetry : IDisposable
{
    public const string Name = "Switchyard.AgentHost";

    private readonly Meter _meter;
    private readonly UpDownCounter<long> _running;
    private readonly Counter<long> _runs;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _resumes;
    private readonly Counter<long> _waits;

    public AgentHostTelemetry(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _running = _meter.CreateUpDownCounter<long>("switchyard.agents.runs.running", "{run}", "Runs at work on this host.");
        _runs = _meter.CreateCounter<long>("switchyard.agents.runs", "{run}", "Runs that ended, by status.");
        _duration = _meter.CreateHistogram<double>("switchyard.agents.run.duration", "s", "How long this host worked on runs that ended.");
        _resumes = _meter.CreateCounter<long>("switchyard.agents.runs.resumed", "{run}", "Runs this host went on with: after an answer, or after another host.");
        _waits = _meter.CreateCounter<long>("switchyard.agents.runs.waited", "{run}", "Times a run began to wait for a person.");
    }

    public ActivitySource Source { get; } = new(Name);

    public void RunBegan(string agent, bool isResumed)
    {
        _running.Add(1);
        if (isResumed)
        {
            _resumes.Add(1, new KeyValuePair<string, object?>("agent", agent));
        }
    }

    public void RunRested(string agent, string status, TimeSpan duration)
    {
        _running.Add(-1);
        if (status == RunStatuses.Waiting)
        {
            _waits.Add(1, new KeyValuePair<string, object?>("agent", agent));
        }

        if (!RunStatuses.Ended.Contains(status))
        {
            return;
        }

        _runs.Add(1, new("agent", agent), new("status", status));
        _duration.Record(duration.TotalSeconds, new("agent", agent), new("status", status));
    }

    public void Dispose()
    {
        Source.Dispose();
        _meter.Dispose();
    }
}
