namespace Switchyard.Inference.Execution;

/// <summary>How a model is run.</summary>
public sealed record ExecutionOptions
{
    /// <summary>Gets the number of requests that are worked on at once. Default: 16.</summary>
    public int Slots { get; init; } = 16;

    /// <summary>Gets the most tokens of context a slot has memory for; a model with a shorter context keeps it. Default: 8192.</summary>
    public int ContextLength { get; init; } = 8192;

    /// <summary>Gets the number of prompt tokens one run takes. Default: 128, which bounds scratch memory and how long others wait.</summary>
    public int PrefillChunkTokens { get; init; } = 128;

    /// <summary>Gets the threads inside one operator; 0 takes what the model folder asks for, or half the cores (at most 8).</summary>
    public int Threads { get; init; }

    /// <summary>Gets whether the older attention kernels are used, which decode faster on CPUs with AVX-512. Default: true.</summary>
    public bool DisableFlashAttention { get; init; } = true;

    internal int ResolveThreads(int? configured) =>
        Threads > 0 ? Threads : configured is > 0 ? configured.Value : Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
}
