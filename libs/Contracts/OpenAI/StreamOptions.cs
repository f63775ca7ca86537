namespace Switchyard.Contracts.OpenAI;

/// <summary>What a stream adds to its chunks.</summary>
public sealed record StreamOptions
{
    /// <summary>Gets whether a last chunk with empty choices carries the usage.</summary>
    public bool? IncludeUsage { get; init; }

    /// <summary>Gets whether chunks are padded to hide their lengths.</summary>
    public bool? IncludeObfuscation { get; init; }

    /// <summary>Gets whether every chunk carries the usage so far. Not OpenAI; vLLM's.</summary>
    public bool? ContinuousUsageStats { get; init; }
}
