namespace Switchyard.Queue.Batches;

/// <summary>How a batch ends.</summary>
/// <param name="From">Where it stood: it does not end so where that has changed.</param>
/// <param name="To">Where it stands then.</param>
/// <param name="Completed">How many of its requests have a result; all others count as failed.</param>
/// <param name="Output">The file with the results, where there are any.</param>
/// <param name="Errors">The file with the requests that have none, where there are any.</param>
public sealed record BatchEnd(BatchStatus From, BatchStatus To, int Completed, BatchFile? Output, BatchFile? Errors);
