namespace Switchyard.Queue.Batches;

/// <summary>How far the requests of a batch are.</summary>
/// <param name="Total">How many there are; none before its file was read.</param>
/// <param name="Completed">How many have a result.</param>
/// <param name="Failed">How many ended without one.</param>
public readonly record struct BatchCounts(int Total, int Completed, int Failed);
