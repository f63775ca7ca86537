namespace Switchyard.Queue.Batches;

/// <summary>What of batches has not ended.</summary>
/// <param name="Active">Jobs of one batch that wait or run.</param>
/// <param name="Waiting">Jobs of all of its tenant's batches that wait.</param>
public readonly record struct BatchLoad(int Active, int Waiting);
