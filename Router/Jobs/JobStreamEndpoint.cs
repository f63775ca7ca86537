using System.Globalization;
using System.Text;
using Switchyard.Queue;
using Switchyard.Router.Endpoints;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>
/// <c>GET /v1/queue/stream/{id}</c>: a job's events from its first, or after <c>Last-Event-ID</c>, at any router; ends after the job's last event. Each listener reads from the
/// store at its own pace, so that nobody waits for a slow one.
/// </summary>
internal static class JobStreamEndpoint
{
    private const int Page = 500;

    public static async Task<IResult> StreamAsync(string id, HttpContext context, CallerTenant tenant, IJobStore store, IHostApplicationLifetime lifetime)
    {
        if (!TryReadLast(context.Request, out var after))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue(LastEventId.Header, $"The header {LastEventId.Header} must be the id of the last event that was read: a number."));
        }

        if (await JobEndpoints.FindAsync(id, tenant, store, context.RequestAborted) is not { } job)
        {
            return JobEndpoints.NotFound();
        }

        if (job.IsFinal && job.LastSequence <= after)
        {
            // Nothing is left to tell: whoever lost the connection right after the last event does not wait, and browsers ask no more.
            return Results.NoContent();
        }

        EventResponse.Begin(context.Response);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await SendAsync(context.Response, job.Id, after, store, either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The listener left, or the router ends: the stream can be resumed at another.
        }

        return Results.Empty;
    }

    private static async Task SendAsync(HttpResponse response, Guid id, long after, IJobStore store, CancellationToken cancellationToken)
    {
        var silent = TimeSpan.Zero;
        await EventResponse.WriteAsync(response, ": job\n\n", cancellationToken);
        while (true)
        {
            // Before looking, so that what comes between the look and the wait is not waited for.
            using var look = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var started = TimeProvider.System.GetTimestamp();
            var woken = store.WaitForEventsAsync(id, EventResponse.KeepAliveAfter - silent, look.Token);
            var events = await store.ReadEventsAsync(id, after, Page, cancellationToken);
            foreach (var item in events)
            {
                after = item.Sequence;
                await EventResponse.WriteAsync(response, Format(item), cancellationToken);
                if (item.IsLast && await HasEndedAsync(id, item, store, cancellationToken))
                {
                    return;
                }
            }

            if (events.Count > 0)
            {
                silent = TimeSpan.Zero;
                await look.CancelAsync();
                await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            await woken;
            silent += TimeProvider.System.GetElapsedTime(started);
            if (silent >= EventResponse.KeepAliveAfter)
            {
                // Whether it is still there is asked as seldom: it may have been forgotten meanwhile.
                silent = TimeSpan.Zero;
                if (await store.FindAsync(id, tenant: null, cancellationToken) is null)
                {
                    return;
                }

                await EventResponse.WriteAsync(response, EventResponse.KeepAlive, cancellationToken);
            }
        }
    }

    // A job that failed and was replayed goes on after what had been its last event.
    private static async Task<bool> HasEndedAsync(Guid id, JobEvent last, IJobStore store, CancellationToken cancellationToken) =>
        await store.FindAsync(id, tenant: null, cancellationToken) is not { } job || (job.IsFinal && job.LastSequence == last.Sequence);

    private static string Format(JobEvent item)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $$"""id: {{item.Sequence}}{{'\n'}}event: {{JobNames.NameOf(item.Type)}}{{'\n'}}data: {"sequence":{{item.Sequence}},"attempt":{{item.Attempt}},"at":"{{item.At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","data":""");

        // The data is JSON on one line: a handler's own line breaks would begin fields of their own.
        return new StringBuilder(head).Append(item.Data.ReplaceLineEndings(" ")).Append("}\n\n").ToString();
    }

    private static bool TryReadLast(HttpRequest request, out long after)
    {
        after = 0;
        return LastEventId.Of(request) is not { } text || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) && after >= 0);
    }
}
