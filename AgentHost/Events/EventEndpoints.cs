using Switchyard.AgentHost.Runs;
using Switchyard.Events;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.AgentHost.Events;

/// <summary>Following all runs at once.</summary>
internal static class EventEndpoints
{
    private const string TopicHelp =
        "'topic' must be a pattern that begins with 'runs.', of at most 255 characters: words with dots between, where '*' stands for one word and '#', as the last, for all that follow, as in runs.# or runs.*.run.completed.";

    public static void MapEvents(this IEndpointRouteBuilder app) => app.MapGet("/v1/events", FollowAsync);

    private static async Task<IResult> FollowAsync(string? topic, string? user, HttpContext context, NoticeReader reader)
    {
        if (StartRunValidator.ValidateUser(user) is { } error)
        {
            return new ApiErrorResult(error);
        }

        var pattern = topic ?? $"{RunNotices.Root}.#";
        if (!pattern.StartsWith($"{RunNotices.Root}.", StringComparison.Ordinal) || !TopicPattern.IsPattern(pattern))
        {
            return new ApiErrorResult(ApiErrors.InvalidValue("topic", TopicHelp));
        }

        Guid? after = null;
        if (context.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last)
        {
            if (!Guid.TryParse(last, out var id))
            {
                return new ApiErrorResult(ApiErrors.InvalidValue("Last-Event-ID", "The Last-Event-ID header must be the id of an event of this stream."));
            }

            after = id;
        }

        await SseWriter.WriteAsync(context, reader.ReadAsync(pattern, user, after, context.RequestAborted));
        return TypedResults.Empty;
    }
}
