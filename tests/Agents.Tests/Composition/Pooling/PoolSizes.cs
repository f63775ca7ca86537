namespace Switchyard.Agents.Tests.Composition.Pooling;

/// <summary>How large a pool under test is.</summary>
internal readonly record struct PoolSizes(int Min, int Max, int Queue);
