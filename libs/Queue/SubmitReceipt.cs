namespace Switchyard.Queue;

/// <summary>What became of one submission.</summary>
/// <param name="Outcome">Whether there is a job now.</param>
/// <param name="Id">The job: the new one, or the one that was submitted before under the same key. Empty where the queue was full.</param>
public readonly record struct SubmitReceipt(SubmitOutcome Outcome, Guid Id);
