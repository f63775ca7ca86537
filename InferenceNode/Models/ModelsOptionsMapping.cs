using Switchyard.Inference.Execution;
using Switchyard.Inference.Scheduling;

namespace Switchyard.InferenceNode.Models;

/// <summary>Says in the engine's words what the configuration asks for.</summary>
internal static class ModelsOptionsMapping
{
    private const long Megabyte = 1024 * 1024;

    public static ExecutionOptions ToExecution(ModelsOptions options) => new()
    {
        Slots = options.Slots,
        ContextLength = options.ContextLength,
        PrefillChunkTokens = options.PrefillChunkTokens,
        Threads = options.Threads,
        DisableFlashAttention = options.DisableFlashAttention,
    };

    public static SchedulingOptions ToScheduling(ModelsOptions options) => new()
    {
        MaxQueueLength = options.MaxQueueLength,
        QueueTimeLimit = options.QueueTimeLimit,
        TokenBudget = options.TokenBudget,
        PrefixCacheBytes = options.PrefixCacheMegabytes * Megabyte,
        PrefixBlockTokens = options.PrefixBlockTokens,
    };
}
