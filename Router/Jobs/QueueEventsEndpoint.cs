using System.Text.Json;
using Switchyard.Events;
using Switchyard.Router.Endpoints;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>
/// <c>GET /v1/queue/events?topic=jobs.*.queue_job_failed</c>: what happens to all jobs of the caller's, at whichever router and worker, from now on or after <c>Last-Event-ID</c>. It comes from the
/// bus: the store is not asked, and may be away.
/// </summary>
internal static class QueueEventsEndpoint
{
    private const string TenantProperty = "tenant";

    private const string TopicHelp =
        "'topic' must be a pattern that begins with 'jobs.', of at most 255 characters: words with dots between, where '*' stands for one word and '#', as the last, for all that follow, as in jobs.# or jobs.*.queue_job_completed.";

    public static async Task<IResult> FollowAsync(string? topic, HttpContext context, CallerTenant tenant, EventFollower follower)
    {
        var pattern = topic ?? $"{JobNotices.Root}.#";
        if (!pattern.StartsWith($"{JobNotices.Root}.", StringComparison.Ordinal) || !TopicPattern.IsPattern(pattern))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue(nameof(topic), TopicHelp));
        }

        Guid? after = null;
        if (LastEventId.Of(context.Request) is { } last)
        {
            if (!Guid.TryParse(last, out var id))
            {
                return new ApiErrorResult(ApiErrors.InvalidValue(LastEventId.Header, $"The header {LastEventId.Header} must be the id of the last event that was read of this stream."));
            }

            after = id;
        }

        EventResponse.Begin(context.Response);
        try
        {
            await SendAsync(context.Response, follower.FollowAsync(pattern, after, told => IsFor(tenant, told) ? told : null, context.RequestAborted), context.RequestAborted);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The listener left.
        }

        return Results.Empty;
    }

    private static async Task SendAsync(HttpResponse response, IAsyncEnumerable<(Guid Id, BusEvent Told)?> events, CancellationToken cancellationToken)
    {
        await foreach (var item in events.WithCancellation(cancellationToken))
        {
            await EventResponse.WriteAsync(response, item is { } some ? Format(some.Told) : EventResponse.KeepAlive, cancellationToken);
        }
    }

    private static bool IsFor(CallerTenant tenant, BusEvent told) =>
        tenant.Name is null || (told.Data.ValueKind == JsonValueKind.Object && told.Data.TryGetProperty(TenantProperty, out var name) && name.ValueKind == JsonValueKind.String && name.ValueEquals(tenant.Name));

    // The type is the topic's last word, and the data has no line breaks: neither this process nor the bridge writes any.
    private static string Format(BusEvent told) => $"id: {told.Id}\nevent: {told.Topic[(told.Topic.LastIndexOf('.') + 1)..]}\ndata: {told.Data.GetRawText()}\n\n";
}
