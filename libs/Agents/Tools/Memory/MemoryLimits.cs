using Switchyard.Agents.Memory;

namespace Switchyard.Agents.Tools.Memory;

/// <summary>How the memory tools spell keys, what they refuse and how they write what they find.</summary>
internal static class MemoryLimits
{
    public const int MaxKeyLength = 200;
    public const int MaxValueLength = 4_000;
    public const int MaxListed = 1_000;

    /// <summary>"My Color " and "my color" are the same key to a person.</summary>
    public static string Normalize(string key) => key.Trim().ToLowerInvariant();

    public static string Write(IEnumerable<MemoryEntry> entries) => string.Join('\n', entries.Select(entry => $"{entry.Key}: {entry.Value}"));
}
