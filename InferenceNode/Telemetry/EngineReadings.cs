using System.Diagnostics.Metrics;
using Switchyard.Inference.Scheduling;
using Switchyard.InferenceNode.Models;

namespace Switchyard.InferenceNode.Telemetry;

/// <summary>Instruments that read the engines' statistics when somebody collects: one series for each loaded model.</summary>
internal sealed class EngineReadings(Meter meter, ModelRegistry registry)
{
    public const string ModelTag = "model_name";

    /// <summary>Adds what is so now.</summary>
    public void AddGauge(string name, string description, Func<EngineStatistics, double> read) => meter.CreateObservableGauge(name, () => Observe(read), unit: null, description);

    /// <summary>Adds what has been counted since the model was loaded.</summary>
    public void AddCounter(string name, string description, Func<EngineStatistics, double> read) => meter.CreateObservableCounter(name, () => Observe(read), unit: null, description);

    private IEnumerable<Measurement<double>> Observe(Func<EngineStatistics, double> read)
    {
        foreach (var model in registry.Models)
        {
            yield return new Measurement<double>(read(model.Engine.Statistics), new KeyValuePair<string, object?>(ModelTag, model.Manifest.Name));
        }
    }
}
