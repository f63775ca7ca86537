namespace Switchyard.Inference.Benchmarks;

/// <summary>What a driver gets: the rate over all streams, and the milliseconds each waited for its first token.</summary>
internal sealed record LineAnswer(double TokensPerSecond, double[] FirstToken);
