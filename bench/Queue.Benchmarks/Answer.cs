namespace Switchyard.Queue.Benchmarks;

/// <summary>What was measured.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="Milliseconds">The time of each, where each was timed.</param>
internal sealed record Answer(double Seconds, IReadOnlyList<double> Milliseconds);
