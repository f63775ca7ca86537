namespace Switchyard.Agents.Benchmarks;

/// <summary>What was measured.</summary>
/// <param name="Seconds">How long it took.</param>
/// <param name="AllocatedBytes">What was allocated meanwhile.</param>
/// <param name="PeakBytes">The largest resident memory the process has had.</param>
internal sealed record Answer(double Seconds, long AllocatedBytes, long PeakBytes);
