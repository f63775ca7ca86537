using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks the Router's job queue, and what it has it do.</summary>
internal sealed class JobClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly JobsClient _jobs = new SwitchyardClient(http, time).Jobs;

    public Task<Reply<JobList>> GetJobsAsync(JobFilter filter, int limit, CancellationToken cancellationToken)
        => AskAsync(token => _jobs.GetPageAsync(filter.ToQuery(limit), token), cancellationToken);

    public Task<Reply<QueueDepthList>> GetDepthsAsync(CancellationToken cancellationToken) => AskAsync(_jobs.GetDepthsAsync, cancellationToken);

    public Task<Reply<QueueWorkerList>> GetWorkersAsync(CancellationToken cancellationToken) => AskAsync(_jobs.GetWorkersAsync, cancellationToken);

    public Task<Reply<JobInfo>> GetJobAsync(string id, CancellationToken cancellationToken) => AskAsync(token => _jobs.GetAsync(id, token), cancellationToken);

    /// <summary>Gets what a job asks.</summary>
    public Task<Reply<JobDocument>> GetRequestAsync(string id, CancellationToken cancellationToken)
        => AskAsync(async token => JobDocument.Of(await _jobs.GetRequestAsync(id, token)), cancellationToken);

    /// <summary>Gets what a completed job was answered.</summary>
    public Task<Reply<JobDocument>> GetResultAsync(string id, CancellationToken cancellationToken)
        => query.AskAsync(ServiceNames.Router, async token => await _jobs.GetResultAsync(id, token) is { } answer ? JobDocument.Of(answer) : null, cancellationToken);

    public Task<Reply<JobInfo>> CancelAsync(string id, CancellationToken cancellationToken) => AskAsync(token => _jobs.CancelAsync(id, token), cancellationToken);

    /// <summary>Has a dead letter done again.</summary>
    public Task<Reply<JobInfo>> ReplayAsync(string id, CancellationToken cancellationToken) => AskAsync(token => _jobs.ReplayAsync(id, token), cancellationToken);

    /// <summary>Follows a job to its last event, over lost connections.</summary>
    /// <exception cref="RouterRefusedException">There is no such job.</exception>
    public IAsyncEnumerable<JobNews> FollowAsync(string id, long after, Action<string?> interrupted, CancellationToken cancellationToken)
        => _jobs.FollowAsync(id, after, interrupted, cancellationToken);

    private Task<Reply<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
        where T : class
        => query.AskAsync<T>(ServiceNames.Router, async token => await ask(token), cancellationToken);
}
