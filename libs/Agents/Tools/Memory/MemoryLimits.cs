namespace Switchyard.Agents.Tools.Memory;

/// <summary>How the memory tools spell keys and what they refuse.</summary>
internal static class MemoryLimits
{
    public const int MaxKeyLength = 200;
    public const int MaxValueLength = 4_000;

    /// <summary>"My Color " and "my color" are the same key to a person.</summary>
    public static string Normalize(string key) => key.Trim().ToLowerInvariant();
}
