using Microsoft.Extensions.Options;
using Switchyard.Inference.Execution;
using Switchyard.Inference.Models;
using Switchyard.Inference.Scheduling;

namespace Switchyard.InferenceNode.Models;

/// <summary>What the options say to a runner.</summary>
internal sealed class RunnerSettings(IOptions<ModelsOptions> models, IOptions<ModelLifecycleOptions> lifecycle, TimeProvider time)
{
    public TimeProvider Time { get; } = time;

    public RunnerOptions Current { get; } = new()
    {
        Execution = new ExecutionOptions
        {
            Slots = models.Value.Slots,
            ContextLength = models.Value.ContextLength,
            PrefillChunkTokens = models.Value.PrefillChunkTokens,
            Threads = models.Value.Threads,
            DisableFlashAttention = models.Value.DisableFlashAttention,
            Provider = lifecycle.Value.ExecutionProvider,
            DeviceId = lifecycle.Value.DeviceId,
        },
        Scheduling = new SchedulingOptions { MaxQueueLength = models.Value.MaxQueueLength },
    };

    public ModelHandle CreateHandle(IServedModel model) => new(model, Time);
}
