using Switchyard.Contracts.Queue;
using Switchyard.QueueClient;
using Switchyard.Web.Jobs;

namespace Switchyard.Web.Clients;

/// <summary>What the dashboard asks the Router's job queue, and what it has it do.</summary>
internal sealed class JobClient(HttpClient http, ServiceQuery query, TimeProvider time)
{
    private readonly JobFollower _follower = new(http, static (response, token) => ServiceError.ReadAsync(response, ServiceNames.Router, token), time);

    public Task<Reply<JobList>> GetJobsAsync(JobFilter filter, int limit, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, filter.ToQuestion(limit), QueueJsonContext.Default.JobList, cancellationToken);

    public Task<Reply<QueueDepthList>> GetDepthsAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/v1/queue/depths", QueueJsonContext.Default.QueueDepthList, cancellationToken);

    public Task<Reply<QueueWorkerList>> GetWorkersAsync(CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, "/v1/queue/workers", QueueJsonContext.Default.QueueWorkerList, cancellationToken);

    public Task<Reply<JobInfo>> GetJobAsync(string id, CancellationToken cancellationToken)
        => query.GetAsync(http, ServiceNames.Router, PathOf("status", id), QueueJsonContext.Default.JobInfo, cancellationToken);

    /// <summary>Gets what a job asks.</summary>
    public Task<Reply<JobDocument>> GetRequestAsync(string id, CancellationToken cancellationToken) => ReadAsync("request", id, cancellationToken);

    /// <summary>Gets what a completed job was answered.</summary>
    public Task<Reply<JobDocument>> GetResultAsync(string id, CancellationToken cancellationToken) => ReadAsync("result", id, cancellationToken);

    public Task<Reply<JobInfo>> CancelAsync(string id, CancellationToken cancellationToken) => ChangeAsync(HttpMethod.Delete, "cancel", id, cancellationToken);

    /// <summary>Has a dead letter done again.</summary>
    public Task<Reply<JobInfo>> ReplayAsync(string id, CancellationToken cancellationToken) => ChangeAsync(HttpMethod.Post, "replay", id, cancellationToken);

    /// <summary>Follows a job to its last event, over lost connections.</summary>
    /// <exception cref="JobStreamRefusedException">There is no such job.</exception>
    public IAsyncEnumerable<JobNews> FollowAsync(string id, long after, Action<string?> interrupted, CancellationToken cancellationToken)
        => _follower.FollowAsync(id, after, interrupted, cancellationToken);

    private static string PathOf(string verb, string id) => $"/v1/queue/{verb}/{Uri.EscapeDataString(id)}";

    private Task<Reply<JobDocument>> ReadAsync(string verb, string id, CancellationToken cancellationToken) => query.SendAsync(
        http,
        ServiceNames.Router,
        () => new HttpRequestMessage(HttpMethod.Get, PathOf(verb, id)),
        static async (response, token) => (JobDocument?)JobDocument.Of(response.Content.Headers.ContentType?.MediaType, await response.Content.ReadAsByteArrayAsync(token)),
        cancellationToken);

    private Task<Reply<JobInfo>> ChangeAsync(HttpMethod method, string verb, string id, CancellationToken cancellationToken) => query.SendAsync(
        http,
        ServiceNames.Router,
        () => new HttpRequestMessage(method, PathOf(verb, id)),
        static (response, token) => ServiceQuery.ReadAsync(response, QueueJsonContext.Default.JobInfo, token),
        cancellationToken);
}
