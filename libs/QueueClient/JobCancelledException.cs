using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>A job was cancelled.</summary>
public sealed class JobCancelledException : JobEndedException
{
    internal JobCancelledException(ServiceProblem problem, JobInfo job)
        : base(problem, job)
    {
    }
}
