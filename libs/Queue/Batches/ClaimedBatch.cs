namespace Switchyard.Queue.Batches;

/// <summary>A batch that a keeper has.</summary>
/// <param name="Batch">The batch, as it stood then, without counts of its jobs.</param>
/// <param name="Lease">The right to go on with it.</param>
/// <param name="Left">How much of its time is left, by the store's clock.</param>
public sealed record ClaimedBatch(Batch Batch, BatchLease Lease, TimeSpan Left);
