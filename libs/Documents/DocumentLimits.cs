namespace Switchyard.Documents;

/// <summary>What the reading of one document may take.</summary>
public sealed record DocumentLimits
{
    /// <summary>Gets the limits where nothing else is said.</summary>
    public static DocumentLimits Default { get; } = new();

    /// <summary>Gets the most characters of text; what comes after is left out, and the text says so at its end. Default 400,000, some 100,000 tokens.</summary>
    public int MaxCharacters { get; init; } = 400_000;

    /// <summary>Gets the most bytes of managed memory. Default 256 MiB.</summary>
    public long MaxMemoryBytes { get; init; } = 256 * 1024 * 1024;

    /// <summary>Gets the longest time. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets how many documents are read at once; others wait. Default 2.</summary>
    public int MaxConcurrency { get; init; } = 2;
}
