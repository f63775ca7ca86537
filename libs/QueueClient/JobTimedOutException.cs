using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>A job was not started in time, or took longer than it may.</summary>
public sealed class JobTimedOutException : JobEndedException
{
    internal JobTimedOutException(ServiceProblem problem, JobInfo job)
        : base(problem, job)
    {
    }
}
