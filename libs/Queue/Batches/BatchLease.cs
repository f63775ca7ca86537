namespace Switchyard.Queue.Batches;

/// <summary>The right to go on with a batch: its token is a fencing token, so that a keeper which was thought dead can write nothing any more.</summary>
/// <param name="Id">The batch.</param>
/// <param name="Token">Greater with every claim.</param>
public readonly record struct BatchLease(Guid Id, int Token);
