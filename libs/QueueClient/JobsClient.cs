using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Switchyard.Contracts.Queue;
using Switchyard.QueueClient.Http;

namespace Switchyard.QueueClient;

/// <summary>The job queue of a Router: requests that are answered later. Thread-safe.</summary>
public sealed class JobsClient
{
    private const string Root = "/v1/queue";
    private const string KeyHeader = "Idempotency-Key";

    private static readonly TimeSpan s_longestLook = TimeSpan.FromSeconds(30);

    private readonly RouterChannel _router;
    private readonly Insistence _insistence;
    private readonly JobFollower _follower;

    internal JobsClient(RouterChannel router, Insistence insistence, TimeProvider time) =>
        (_router, _insistence, _follower) = (router, insistence, new JobFollower(router, time));

    /// <summary>
    /// Submits a request. Where the connection is lost before the Router has answered, or the Router says that it could later (429, 503), or a proxy that it is away (502, 504), it is sent again, four times at most and under
    /// the same idempotency key, so that the job is neither lost nor done twice; a request without a key gets one for that.
    /// </summary>
    /// <exception cref="RouterRefusedException">The Router refuses it.</exception>
    /// <exception cref="HttpRequestException">The Router does not answer. Whether it has the job is not known: sent again under a key of one's own, it is not done twice.</exception>
    public Task<JobInfo> SubmitAsync(SubmitJobRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var key = request.IdempotencyKey is null ? Guid.CreateVersion7().ToString() : null;
        return _insistence.AskAsync(token => SubmitOnceAsync(request, key, token), cancellationToken);
    }

    /// <summary>Gets a job as it stands.</summary>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    public Task<JobInfo> GetAsync(string id, CancellationToken cancellationToken = default) => _router.GetAsync(PathOf("status", id), QueueJsonContext.Default.JobInfo, cancellationToken);

    /// <summary>Gets what a job asks, as it was submitted.</summary>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    public Task<string> GetRequestAsync(string id, CancellationToken cancellationToken = default) => _router.GetTextAsync(PathOf("request", id), cancellationToken);

    /// <summary>Gets what a job was answered, as the request itself would have been; <see langword="null"/> while it has not ended.</summary>
    /// <exception cref="JobEndedException">It ended without an answer: a <see cref="JobFailedException"/>, <see cref="JobTimedOutException"/> or <see cref="JobCancelledException"/>.</exception>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    public Task<string?> GetResultAsync(string id, CancellationToken cancellationToken = default) => ReadResultAsync(id, string.Empty, cancellationToken);

    /// <summary>Waits for what a job is answered, and gets it as the request itself would have been: JSON. Survives a Router that is away for a few seconds.</summary>
    /// <exception cref="JobEndedException">It ended without an answer: a <see cref="JobFailedException"/>, <see cref="JobTimedOutException"/> or <see cref="JobCancelledException"/>.</exception>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    /// <exception cref="HttpRequestException">The Router does not answer.</exception>
    public async Task<string> WaitAsync(string id, CancellationToken cancellationToken = default)
    {
        // A look that lasted longer than the HTTP client allows would seem to be a lost connection.
        var look = _router.Patience < s_longestLook * 2 ? _router.Patience / 2 : s_longestLook;
        var query = new PathQuery().Add("wait", "true").Add("timeout", look.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)).ToString();
        while (true)
        {
            if (await _insistence.AskAsync(token => ReadResultAsync(id, query, token), cancellationToken).ConfigureAwait(false) is { } result)
            {
                return result;
            }
        }
    }

    /// <summary>Follows a job from its first event to its last, over lost connections.</summary>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    public IAsyncEnumerable<JobNews> FollowAsync(string id, CancellationToken cancellationToken = default) => FollowAsync(id, 0, static _ => { }, cancellationToken);

    /// <summary>Follows a job to its last event. A lost connection is made anew until the job has ended, and goes on where the last one was lost.</summary>
    /// <param name="id">The job.</param>
    /// <param name="after">The number of the last event that is known; 0 for all of them.</param>
    /// <param name="interrupted">Is told why nothing comes, and <see langword="null"/> whenever there is a connection.</param>
    /// <param name="cancellationToken">Ends the following, not the job.</param>
    /// <exception cref="RouterRefusedException">There is no such job, or not any more.</exception>
    public IAsyncEnumerable<JobNews> FollowAsync(string id, long after, Action<string?> interrupted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(interrupted);
        return _follower.FollowAsync(PathOf("stream", id), after, interrupted, cancellationToken);
    }

    /// <summary>Lists jobs, the newest first, as many as there are; asks for a page when the one before has been read.</summary>
    public IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Pages.ReadAsync(query.Before, ReadPageAsync, static job => job.Id, cancellationToken);

        async Task<(IReadOnlyList<JobInfo> Items, bool HasMore)> ReadPageAsync(string? before, CancellationToken token)
        {
            var page = await GetPageAsync(query with { Before = before }, token).ConfigureAwait(false);
            return (page.Data, page.HasMore);
        }
    }

    /// <summary>Gets one page of jobs, the newest first.</summary>
    public Task<JobList> GetPageAsync(JobQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _router.GetAsync($"{Root}/jobs{query.ToQuery()}", QueueJsonContext.Default.JobList, cancellationToken);
    }

    /// <summary>Cancels a job that has not ended; its model stops too.</summary>
    /// <exception cref="RouterRefusedException">It has ended already, or there is no such job.</exception>
    public Task<JobInfo> CancelAsync(string id, CancellationToken cancellationToken = default) => ChangeAsync(HttpMethod.Delete, "cancel", id, cancellationToken);

    /// <summary>Has a job that failed or took too long done again.</summary>
    /// <exception cref="RouterRefusedException">It stands elsewhere, or there is no such job.</exception>
    public Task<JobInfo> ReplayAsync(string id, CancellationToken cancellationToken = default) => ChangeAsync(HttpMethod.Post, "replay", id, cancellationToken);

    /// <summary>Gets how many jobs wait and run, by queue and priority.</summary>
    public Task<QueueDepthList> GetDepthsAsync(CancellationToken cancellationToken = default) => _router.GetAsync($"{Root}/depths", QueueJsonContext.Default.QueueDepthList, cancellationToken);

    /// <summary>Gets the workers that live.</summary>
    public Task<QueueWorkerList> GetWorkersAsync(CancellationToken cancellationToken = default) => _router.GetAsync($"{Root}/workers", QueueJsonContext.Default.QueueWorkerList, cancellationToken);

    private static string PathOf(string verb, string id) => $"{Root}/{verb}/{Uri.EscapeDataString(id)}";

    private Task<JobInfo> SubmitOnceAsync(SubmitJobRequest request, string? key, CancellationToken cancellationToken)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, $"{Root}/submit") { Content = JsonContent.Create(request, QueueJsonContext.Default.SubmitJobRequest) };
        if (key is not null)
        {
            message.Headers.TryAddWithoutValidation(KeyHeader, key);
        }

        return _router.SendAsync(message, QueueJsonContext.Default.JobInfo, cancellationToken);
    }

    private Task<JobInfo> ChangeAsync(HttpMethod method, string verb, string id, CancellationToken cancellationToken) =>
        _router.SendAsync(new HttpRequestMessage(method, PathOf(verb, id)), QueueJsonContext.Default.JobInfo, cancellationToken);

    private async Task<string?> ReadResultAsync(string id, string query, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, PathOf("result", id) + query);
            using var response = await _router.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.Accepted ? null : await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (RouterRefusedException refused) when (JobEndedException.IsSaidBy(refused))
        {
            // What was replayed meanwhile has not ended any more.
            var job = await GetAsync(id, cancellationToken).ConfigureAwait(false);
            if (JobEndedException.Of(refused, job) is { } ended)
            {
                throw ended;
            }

            return null;
        }
    }
}
