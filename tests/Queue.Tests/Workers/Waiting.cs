using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>Does jobs of the kinds that begin with <c>wait/</c>: says when it has begun, waits until it is asked to stop, and tells whether the job has ended then.</summary>
internal sealed class Waiting : IJobHandler
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => "wait/*";

    public Task Begun => _begun.Task;

    public Task<bool> HasEnded => _told.Task;

    public async Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        _begun.SetResult();
        await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _told.SetResult(await job.HasEndedAsync(CancellationToken.None));
        throw new OperationCanceledException(cancellationToken);
    }
}
