using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>The registry of a store that is away.</summary>
internal sealed class AwayRegistry : IWorkerRegistry
{
    public int Reports { get; private set; }

    public int Removals { get; private set; }

    public Task ReportAsync(WorkerReport worker, CancellationToken cancellationToken)
    {
        Reports++;
        return Task.FromException(new TimeoutException());
    }

    public Task RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        Removals++;
        return Task.FromException(new TimeoutException());
    }

    public Task<IReadOnlyList<LiveWorker>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int> ForgetDeadAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
