namespace Switchyard.Agents.Memory;

/// <summary>Something that was remembered.</summary>
/// <param name="Key">What it is called.</param>
/// <param name="Value">What it is.</param>
public sealed record MemoryEntry(string Key, string Value);
