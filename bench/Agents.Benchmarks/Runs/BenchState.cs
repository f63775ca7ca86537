namespace Switchyard.Agents.Benchmarks.Runs;

/// <summary>A state as the peer's: a number, and texts.</summary>
internal sealed record BenchState(int Count, IReadOnlyList<string> Texts);
