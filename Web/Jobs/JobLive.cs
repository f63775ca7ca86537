using Switchyard.QueueClient;
using Switchyard.Web.Clients;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Jobs;

/// <summary>Follows one job for a component, again when it was replayed.</summary>
internal sealed class JobLive(JobClient jobs, Action<JobNews?> changed) : LiveFollowing<JobNews>(changed)
{
    /// <summary>Gets what the events that came so far come to.</summary>
    public JobTranscript Transcript { get; } = new();

    private protected override IAsyncEnumerable<JobNews> ReadAsync(string id, Action<string?> interrupted, CancellationToken cancellationToken)
        => jobs.FollowAsync(id, Transcript.LastSequence, interrupted, cancellationToken);

    private protected override void Add(JobNews news) => Transcript.Add(news);
}
