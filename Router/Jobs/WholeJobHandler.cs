using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Does jobs whose answers come in one piece.</summary>
internal sealed class WholeJobHandler(string kind, IServiceScopeFactory scopes) : RequestJobHandler(kind, scopes)
{
    protected override Task<JobResult> RunAsync(JobContext job, RequestSender sender, CancellationToken cancellationToken) => RunWholeAsync(job, JobBody.WithoutStream(job.Job.Payload), sender, cancellationToken);
}
