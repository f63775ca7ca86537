using Microsoft.Extensions.Options;
using Switchyard.Inference.Models;

namespace Switchyard.InferenceNode.Models;

/// <summary>What the options say to a runner.</summary>
internal sealed class RunnerSettings(IOptions<ModelsOptions> models, IOptions<ModelLifecycleOptions> lifecycle, TimeProvider time)
{
    public TimeProvider Time { get; } = time;

    public RunnerOptions Current { get; } = new()
    {
        Execution = ModelsOptionsMapping.ToExecution(models.Value) with { Provider = lifecycle.Value.ExecutionProvider, DeviceId = lifecycle.Value.DeviceId },
        Scheduling = ModelsOptionsMapping.ToScheduling(models.Value),
    };

    public ModelHandle CreateHandle(IServedModel model) => new(model, Time);
}
