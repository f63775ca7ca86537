using System.Diagnostics.Metrics;
using Switchyard.InferenceNode.Telemetry;

namespace Switchyard.InferenceNode.Models;

/// <summary>The gauge of the models in memory: its value is the estimate of their bytes, 0 for a known model that is not loaded.</summary>
internal sealed class ModelMetrics
{
    public ModelMetrics(IMeterFactory meters, ModelRegistry registry) =>
        meters.Create(InferenceTelemetry.Name).CreateObservableGauge("switchyard.inference.model.memory", () => Observe(registry), "By", "Estimated memory of a model; 0 when it is not loaded.");

    private static IEnumerable<Measurement<long>> Observe(ModelRegistry registry)
    {
        foreach (var entry in registry.Entries)
        {
            yield return new Measurement<long>(entry.MemoryBytes, new("model", entry.Name), new("state", StateNames.Of(entry.State)));
        }
    }
}
