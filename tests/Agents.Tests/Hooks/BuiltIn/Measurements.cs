using System.Diagnostics.Metrics;
using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Tests.Hooks.BuiltIn;

/// <summary>Keeps what is measured on the meter of agents while it lives, as text: <c>name value tag=value …</c>. Other tests measure at the same time: a test asks for what only it can have measured.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private readonly MeterListener _listener = new();

    public Measurements()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == AgentTelemetry.SourceName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    public IReadOnlyList<string> Of(string text)
    {
        lock (_gate)
        {
            return [.. _lines.Where(line => line.Contains(text, StringComparison.Ordinal))];
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, IFormattable value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var line = $"{instrument.Name} {value}";
        foreach (var tag in tags)
        {
            line += $" {tag.Key}={tag.Value}";
        }

        lock (_gate)
        {
            _lines.Add(line);
        }
    }
}
