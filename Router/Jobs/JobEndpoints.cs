using Microsoft.Extensions.Options;
using Switchyard.Contracts.Queue;
using Switchyard.Queue;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.Router.Jobs;

/// <summary>The routes of the job queue: requests that are answered later, and surely.</summary>
internal static class JobEndpoints
{
    private const string Replayed = "Idempotent-Replayed";
    private const int MaxLimit = 1_000;

    private static readonly TimeSpan s_later = TimeSpan.FromSeconds(1);

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder routes)
    {
        var queue = routes.MapGroup("/v1/queue").AddEndpointFilter<StoreAwayFilter>().AddEndpointFilter<TenantFilter>();
        queue.MapPost("/submit", SubmitAsync);
        queue.MapGet("/jobs", ListAsync);
        queue.MapGet("/depths", static async (CallerTenant tenant, JobDepths depths, CancellationToken cancellationToken) =>
            Results.Json(new QueueDepthList { Data = [.. (await depths.GetAsync(tenant.Name, cancellationToken)).Select(JobDescriber.Describe)] }, QueueJsonContext.Default.QueueDepthList));
        queue.MapGet("/workers", static async (IJobStore store, CancellationToken cancellationToken) =>
            Results.Json(new QueueWorkerList { Data = [.. (await store.Workers.ListAsync(cancellationToken)).Select(JobDescriber.Describe)] }, QueueJsonContext.Default.QueueWorkerList));
        queue.MapGet("/status/{id}", static async (string id, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken) =>
            await FindAsync(id, tenant, store, cancellationToken) is { } job ? Describe(job) : NotFound());
        queue.MapGet("/request/{id}", static async (string id, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken) =>
            await FindAsync(id, tenant, store, cancellationToken) is { } job && await store.ReadPayloadAsync(job.Id, cancellationToken) is { } payload ? Results.Bytes(payload, "application/json") : NotFound());
        queue.MapGet("/result/{id}", JobResultEndpoint.ReadAsync);
        queue.MapGet("/stream/{id}", JobStreamEndpoint.StreamAsync);
        queue.MapGet("/events", QueueEventsEndpoint.FollowAsync);
        queue.MapDelete("/cancel/{id}", CancelAsync);
        queue.MapPost("/replay/{id}", ReplayAsync);
        return routes;
    }

    /// <summary>Finds a job by what a path says; <see langword="null"/> where it names none.</summary>
    public static async Task<Job?> FindAsync(string id, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken) =>
        Guid.TryParse(id, out var guid) ? await store.FindAsync(guid, tenant.Name, cancellationToken) : null;

    public static IResult NotFound() => new ApiErrorResult(ApiErrors.NotFound("There is no such job: its id is another one, or it has been forgotten, as jobs are some time after they ended."));

    public static IResult Describe(Job job, int status = StatusCodes.Status200OK) => Results.Json(JobDescriber.Describe(job), QueueJsonContext.Default.JobInfo, statusCode: status);

    private static async Task<IResult> SubmitAsync(HttpContext context, CallerTenant tenant, IJobStore store, QueueOptions bounds, IOptions<RouterOptions> options)
    {
        var body = await JsonBody.ReadAsync(context, QueueJsonContext.Default.SubmitJobRequest);
        if (!body.IsValid)
        {
            return new ApiErrorResult(body.Error);
        }

        if (!JobSubmissionReader.TryRead(body.Value, context.Request.Headers, tenant, options.Value.Queue, out var submission, out var error))
        {
            return new ApiErrorResult(error!);
        }

        if (submission.Payload.Length > bounds.MaxPayloadBytes)
        {
            return new ApiErrorResult(ApiErrors.RequestTooLarge(bounds.MaxPayloadBytes));
        }

        var receipt = (await store.SubmitAsync([submission], context.RequestAborted))[0];
        return receipt.Outcome switch
        {
            SubmitOutcome.Conflict => new ApiErrorResult(ApiErrors.Conflict($"The idempotency key was used for another request: job {receipt.Id}. Use a new key, or send what was sent then.")),
            SubmitOutcome.QueueFull => new ApiErrorResult(ApiErrors.QueueFull($"{bounds.MaxPendingPerTenant} jobs are waiting in the queue '{submission.Queue}' already. Submit more when some have been done.", s_later)),
            _ => await AcceptedAsync(context, store, receipt),
        };
    }

    private static async Task<IResult> AcceptedAsync(HttpContext context, IJobStore store, SubmitReceipt receipt)
    {
        if (receipt.Outcome == SubmitOutcome.Replayed)
        {
            context.Response.Headers[Replayed] = "true";
        }

        context.Response.Headers.Location = $"/v1/queue/status/{receipt.Id}";
        return await DescribeAsync(receipt.Id, store, StatusCodes.Status202Accepted, context.RequestAborted);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken)
    {
        if (!JobQueryReader.TryRead(request.Query, MaxLimit, out var query, out var error))
        {
            return new ApiErrorResult(error!);
        }

        var jobs = await store.ListAsync(query with { Tenant = tenant.Name, Limit = query.Limit + 1 }, cancellationToken);
        return Results.Json(new JobList { Data = [.. jobs.Take(query.Limit).Select(JobDescriber.Describe)], HasMore = jobs.Count > query.Limit }, QueueJsonContext.Default.JobList);
    }

    private static async Task<IResult> CancelAsync(string id, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken) =>
        (Guid.TryParse(id, out var guid) ? await store.CancelAsync(guid, tenant.Name, cancellationToken) : CancelOutcome.NotFound) switch
        {
            CancelOutcome.Cancelled => await DescribeAsync(guid, store, StatusCodes.Status200OK, cancellationToken),
            CancelOutcome.AlreadyFinished => new ApiErrorResult(ApiErrors.AlreadyFinished($"Job {guid} has ended already; GET /v1/queue/result/{guid} says how.")),
            _ => NotFound(),
        };

    private static async Task<IResult> ReplayAsync(string id, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken) =>
        (Guid.TryParse(id, out var guid) ? await store.ReplayAsync(guid, tenant.Name, cancellationToken) : ReplayOutcome.NotFound) switch
        {
            ReplayOutcome.Replayed => await DescribeAsync(guid, store, StatusCodes.Status202Accepted, cancellationToken),
            ReplayOutcome.NotFailed => new ApiErrorResult(ApiErrors.Conflict($"Only jobs that failed or took too long are done again; GET /v1/queue/status/{guid} says what job {guid} is.")),
            _ => NotFound(),
        };

    private static async Task<IResult> DescribeAsync(Guid id, IJobStore store, int status, CancellationToken cancellationToken) =>
        await store.FindAsync(id, tenant: null, cancellationToken) is { } job ? Describe(job, status) : NotFound();
}
