namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>What a bus can do.</summary>
/// <param name="EventsPerSecond">Events published, each read by all who have to.</param>
/// <param name="ReadsPerEvent">By how many each was read.</param>
/// <param name="AllocatedBytes">What an event allocates, its own bytes included.</param>
/// <param name="ProcessorMicroseconds">The processor time of an event, on all cores together; what others do on the machine does not count.</param>
public sealed record BusNumbers(double EventsPerSecond, long ReadsPerEvent, double AllocatedBytes, double ProcessorMicroseconds);
