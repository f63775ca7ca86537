namespace Switchyard.Contracts.Batches;

/// <summary>How far the requests of a batch are.</summary>
/// <param name="Total">How many there are.</param>
/// <param name="Completed">How many were answered.</param>
/// <param name="Failed">How many ended without an answer.</param>
public sealed record BatchRequestCounts(int Total, int Completed, int Failed);
