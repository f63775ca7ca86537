using System.Globalization;
using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.History;
using Switchyard.AgentHost.Members;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Runs;

/// <summary>Reading, following and cancelling runs.</summary>
internal static class RunEndpoints
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    private static readonly string[] s_statuses = [RunStatuses.Running, RunStatuses.Waiting, RunStatuses.Completed, RunStatuses.Failed, RunStatuses.Cancelled, RunStatuses.Interrupted];

    public static void MapRuns(this IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/agents/{agent}/runs", StartRunEndpoint.HandleAsync);
        app.MapGet("/v1/runs", ListAsync);
        app.MapGet("/v1/runs/{id}", GetAsync).AddEndpointFilter<JournalFilter>();
        app.MapGet("/v1/runs/{id}/events", FollowAsync).AddEndpointFilter<JournalFilter>();
        app.MapPost("/v1/runs/{id}/cancel", CancelAsync);
    }

    private static async Task<IResult> ListAsync(string? user, string? status, string? limit, string? before, RunQueries queries, CancellationToken cancellationToken)
    {
        if (StartRunValidator.ValidateUser(user) is { } error)
        {
            return new ApiErrorResult(error);
        }

        if (status is not null && !s_statuses.Contains(status, StringComparer.Ordinal))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("status", $"'status' must be one of {string.Join(", ", s_statuses)}."));
        }

        var count = DefaultLimit;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxLimit))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("limit", $"'limit' must be a whole number from 1 to {MaxLimit}."));
        }

        // One more than asked tells whether there is a next page.
        var rows = await queries.ListAsync(new RunFilter(user, status, before, count + 1), cancellationToken);
        var shown = rows.Take(count).Select(row => row.ToSummary()).ToList();
        return TypedResults.Json(new RunList { Data = shown, Next = rows.Count > count ? shown[^1].Id : null }, AgentsJsonContext.Default.RunList);
    }

    private static async Task<IResult> GetAsync(string id, string? user, RunQueries queries, RunDetails details, MemberRunReader members, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, user, cancellationToken) is { } row ? TypedResults.Json(await details.ReadAsync(row, cancellationToken), AgentsJsonContext.Default.RunDetail)
            : await members.FindAsync(id, user, cancellationToken) is { } called ? TypedResults.Json(await members.ReadAsync(called, cancellationToken), AgentsJsonContext.Default.RunDetail)
            : NoSuchRun();

    private static async Task<IResult> FollowAsync(string id, string? user, HttpContext context, RunQueries queries, RunEventReader reader, MemberRunReader members, MemberRunFollower follower)
    {
        var after = 0L;
        if (context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("Last-Event-ID", "The Last-Event-ID header must be the number of an event."));
        }

        if (await queries.FindAsync(id, user, context.RequestAborted) is not null)
        {
            await SseWriter.WriteAsync(context, reader.ReadAsync(id, after, untilItWaits: false, context.RequestAborted));
        }
        else if (await members.FindAsync(id, user, context.RequestAborted) is { } called)
        {
            await SseWriter.WriteAsync(context, follower.FollowAsync(await follower.OpenAsync(called, context.RequestAborted), after, context.RequestAborted));
        }
        else
        {
            return NoSuchRun();
        }

        return TypedResults.Empty;
    }

    // Asking twice, or after the end, changes nothing and is no error: two people may press stop.
    private static async Task<IResult> CancelAsync(string id, string? user, RunQueries queries, MemberRunReader members, LiveRuns live, RunClaims claims, RunSignals signals, CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(id, user, cancellationToken) is not { } row)
        {
            return await members.FindAsync(id, user, cancellationToken) is { } called
                ? new ApiErrorResult(ApiErrors.Conflict($"Run {called.Caller} has called it and would wait for it: cancel that one."))
                : NoSuchRun();
        }

        if (!row.IsOver)
        {
            await queries.RequestCancelAsync(id, cancellationToken);
            if (await claims.WakeAnsweredAsync(id, cancellationToken) > 0)
            {
                await signals.WakeAsync();
            }
            else if (!live.TryCancel(id))
            {
                await signals.CancelAsync(id);
            }
        }

        var status = !row.IsOver ? StatusCodes.Status202Accepted : StatusCodes.Status200OK;
        return TypedResults.Json(row.ToSummary(), AgentsJsonContext.Default.RunSummary, statusCode: status);
    }

    /// <summary>The answer where this host has no place for what was asked.</summary>
    public static ApiErrorResult NoRoom() => new(ApiErrors.Unavailable("This host works on as many runs as it may (AgentHost:MaxRunningRuns). Try again soon.", s_retryAfter));

    public static ApiErrorResult NoSuchRun() => new(ApiErrors.NotFound("There is no such run. GET /v1/runs lists the runs there are."));
}
