namespace Switchyard.Queue.Workers;

/// <summary>Does jobs of one kind, or of several that begin alike.</summary>
public interface IJobHandler
{
    /// <summary>Gets the kind. Where it ends with an asterisk it stands for all that begin with what is before it.</summary>
    string Kind { get; }

    /// <summary>
    /// Does a job. It may be done once more elsewhere, if this process dies: effects on others have to bear that, for example by carrying <see cref="JobLease.Id"/> as their key.
    /// </summary>
    /// <param name="job">The job, and where to say how it goes on.</param>
    /// <param name="cancellationToken">Asks to stop: the job was cancelled or given to somebody else, has nearly used up its time, or this process is to end. What the handler does after that is not written.</param>
    /// <exception cref="JobFailedException">The attempt failed, for a reason that is known. Any other exception counts as a failure that may pass.</exception>
    Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken);
}
