namespace Switchyard.Inference.Execution;

/// <summary>How a model is run.</summary>
public sealed record ExecutionOptions
{
    // What a processor's cache holds. Operators on smaller weights are over before a second thread has woken up, so that more threads slow them.
    private const long LargeWeightBytes = 32 * 1024 * 1024;

    /// <summary>Gets the number of requests that are worked on at once. Default: 16.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Gets the most tokens of context a slot has memory for; a model with a shorter context keeps it. Default: 8192.</summary>
    public int ContextLength { get; init; } = 8192;

    /// <summary>Gets the number of prompt tokens one run takes. Default: 128, which bounds scratch memory and how long others wait.</summary>
    public int PrefillChunkTokens { get; init; } = 128;

    /// <summary>Gets the threads inside one operator; 0 takes what the model folder asks for, or else, for weights of more than 32 MiB, one for each core; smaller models take half the cores (at most 8).</summary>
    public int Threads { get; init; }

    /// <summary>Gets whether the older attention kernels are used, which decode faster on CPUs with AVX-512. Default: true.</summary>
    public bool DisableFlashAttention { get; init; } = true;

    /// <summary>Gets what runs the model. Default: the CPU.</summary>
    public ExecutionProvider Provider { get; init; }

    /// <summary>Gets the number of the GPU, counted as CUDA counts them. Default: 0. The CPU has none.</summary>
    public int DeviceId { get; init; }

    internal int? CudaDevice => Provider == ExecutionProvider.Cuda ? DeviceId : null;

    /// <summary>Decides the threads inside one operator for a model that asks for <paramref name="configured"/> and whose weights have so many bytes.</summary>
    internal int ResolveThreads(int? configured, long weightBytes) =>
        Threads > 0 ? Threads
        : configured is > 0 ? configured.Value
        : weightBytes > LargeWeightBytes ? CpuTopology.PhysicalCores
        : Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
}
