using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>Does jobs of the kind <c>test</c>, each until it is let go, whatever it is asked.</summary>
internal sealed class Holding : IJobHandler
{
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Kind => "test";

    public void LetGo() => _letGo.TrySetResult();

    public async Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken)
    {
        await _letGo.Task;
        return new JobResult("text/plain", default);
    }
}
