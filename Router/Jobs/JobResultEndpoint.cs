using System.Diagnostics;
using System.Globalization;
using Switchyard.Queue;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary><c>GET /v1/queue/result/{id}?wait=true&amp;timeout=30</c>: the answer, as it would have come at once; 202 and the job while there is none.</summary>
internal static class JobResultEndpoint
{
    private const double DefaultTimeout = 30;
    private const double MaxTimeout = 300;

    public static async Task<IResult> ReadAsync(string id, string? wait, string? timeout, CallerTenant tenant, IJobStore store, CancellationToken cancellationToken)
    {
        if (!TryReadWait(wait, timeout, out var patience))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("timeout", $"'wait' must be true or false, and 'timeout' a number of seconds up to {MaxTimeout}."));
        }

        if (!Guid.TryParse(id, out var guid))
        {
            return JobEndpoints.NotFound();
        }

        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            // Before looking, so that what comes between the look and the wait is not waited for.
            var left = patience - Stopwatch.GetElapsedTime(started);
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var woken = left > TimeSpan.Zero ? store.WaitForEndAsync(guid, left, look.Token) : Task.CompletedTask;
            var job = await store.FindAsync(guid, tenant.Name, cancellationToken);
            if (job is null or { IsFinal: true } || left <= TimeSpan.Zero)
            {
                await look.CancelAsync();
                return job is null ? JobEndpoints.NotFound() : job.IsFinal ? await DescribeAsync(job, store, cancellationToken) : JobEndpoints.Describe(job, StatusCodes.Status202Accepted);
            }

            await woken;
        }
    }

    private static async Task<IResult> DescribeAsync(Job job, IJobStore store, CancellationToken cancellationToken) => job.Status switch
    {
        JobStatus.Completed => await store.ReadResultAsync(job.Id, cancellationToken) is { } result ? Results.Bytes(result.Body, result.ContentType) : JobEndpoints.NotFound(),
        JobStatus.Cancelled => new ApiErrorResult(ApiErrors.Cancelled($"Job {job.Id} was cancelled.")),
        JobStatus.TimedOut => new ApiErrorResult(ApiErrors.JobTimedOut($"Job {job.Id} timed out: {job.Failure?.Message}")),
        _ => new ApiErrorResult(ApiErrors.JobFailed($"Job {job.Id} failed ({job.Failure?.Code}) after {job.Attempts} attempts: {job.Failure?.Message} POST /v1/queue/replay/{job.Id} has it done again.")),
    };

    private static bool TryReadWait(string? wait, string? timeout, out TimeSpan patience)
    {
        patience = TimeSpan.Zero;
        var seconds = DefaultTimeout;
        if (wait is not (null or "" or "true" or "false") || (timeout is not null && (!double.TryParse(timeout, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds) || seconds > MaxTimeout)))
        {
            return false;
        }

        // Whoever names a time waits.
        patience = wait is "false" || (wait is null && timeout is null) ? TimeSpan.Zero : TimeSpan.FromSeconds(seconds);
        return true;
    }
}
