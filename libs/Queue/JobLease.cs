namespace Switchyard.Queue;

/// <summary>The right to work on a job: its attempt is a fencing token. Whatever is written with the lease of an earlier attempt is refused, so that a worker which was thought dead cannot overwrite what its successor did.</summary>
/// <param name="Id">The job.</param>
/// <param name="Attempt">The number of the attempt, from 1; never given twice.</param>
public readonly record struct JobLease(Guid Id, int Attempt)
{
    /// <summary>Gets a name of the attempt, under which others may know it.</summary>
    public string Name => $"job-{Id:N}-{Attempt}";
}
