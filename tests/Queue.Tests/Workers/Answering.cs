using Switchyard.Queue.Workers;

namespace Switchyard.Queue.Tests.Workers;

/// <summary>Does jobs of the kind <c>test</c> with the same result.</summary>
internal sealed class Answering(JobResult result) : IJobHandler
{
    public string Kind => "test";

    public Task<JobResult> RunAsync(JobContext job, CancellationToken cancellationToken) => Task.FromResult(result);
}
