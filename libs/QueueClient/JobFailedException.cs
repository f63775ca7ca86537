using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>A job was tried as often as it may be, or cannot be done.</summary>
public sealed class JobFailedException : JobEndedException
{
    internal JobFailedException(ServiceProblem problem, JobInfo job)
        : base(problem, job)
    {
    }
}
