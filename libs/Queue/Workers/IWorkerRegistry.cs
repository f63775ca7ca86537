namespace Switchyard.Queue.Workers;

/// <summary>Knows the workers of a queue that live, by what they say of themselves. Nothing depends on it but what people are told: jobs are kept by their leases.</summary>
public interface IWorkerRegistry
{
    /// <summary>Says that a worker lives and how it does; to be repeated every <see cref="WorkerReport.Interval"/>.</summary>
    Task ReportAsync(WorkerReport worker, CancellationToken cancellationToken);

    /// <summary>Says that a worker has ended.</summary>
    Task RemoveAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists the workers that live, by queue and name: those of whom no more than three reports are missing.</summary>
    Task<IReadOnlyList<LiveWorker>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Forgets those that no longer live, and says how many. Any number of processes may.</summary>
    Task<int> ForgetDeadAsync(CancellationToken cancellationToken);
}
