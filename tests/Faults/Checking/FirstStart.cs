namespace Switchyard.Faults.Checking;

/// <summary>How a job came to its first attempt.</summary>
/// <param name="Id">The job.</param>
/// <param name="Priority">Its priority.</param>
/// <param name="SubmittedAt">When its submission was under way: it cannot have been ready earlier.</param>
/// <param name="ReadyAt">When its client knew that it was ready: it cannot have been ready only later.</param>
/// <param name="StartedAt">When its first attempt began.</param>
internal sealed record FirstStart(Guid Id, int Priority, double SubmittedAt, double ReadyAt, double StartedAt);
