using System.Text.Json;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.AgentHost.People;

/// <summary>What people are asked, and what they say.</summary>
internal static class PeopleEndpoints
{
    private const int MaxAnswerLength = 32_000;

    private static readonly string[] s_outcomes = [ResolveOutcomes.Happened, ResolveOutcomes.DidNotHappen, ResolveOutcomes.End];

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/approvals", ListAsync);
        routes.MapPost("/v1/runs/{id}/answer", AnswerAsync);
        routes.MapPost("/v1/runs/{id}/resolve", ResolveAsync);
    }

    private static async Task<IResult> ListAsync(string? user, RequestStore requests, CancellationToken cancellationToken) => StartRunValidator.ValidateUser(user) is { } error
        ? new ApiErrorResult(error)
        : TypedResults.Json(new ApprovalList { Data = [.. (await requests.ListAsync(user, null, cancellationToken)).Select(row => row.ToRequest())] }, AgentsJsonContext.Default.ApprovalList);

    private static async Task<IResult> AnswerAsync(string id, string? user, HttpContext context, PeopleDesk desk)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.AnswerRequest);
        var error = body.Error ?? CheckKey(body.Value!.Key) ?? StartRunValidator.ValidateUser(body.Value.User) ?? CheckAnswer(body.Value.Answer);
        return error is not null
            ? new ApiErrorResult(error)
            : await TakeAsync(id, user, body.Value!.Key!, desk, row => desk.AnswerAsync(row, body.Value with { User = body.Value.User ?? user }, context.RequestAborted), context.RequestAborted);
    }

    private static async Task<IResult> ResolveAsync(string id, string? user, HttpContext context, PeopleDesk desk)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.ResolveRequest);
        if ((body.Error ?? CheckKey(body.Value!.Key) ?? StartRunValidator.ValidateUser(body.Value.User) ?? CheckOutcome(body.Value)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        return await TakeAsync(
            id, user, body.Value!.Key!, desk, row => desk.ResolveAsync(row, body.Value with { User = body.Value.User ?? user }, TextOf(body.Value), context.RequestAborted), context.RequestAborted);
    }

    private static async Task<IResult> TakeAsync(string id, string? user, string key, PeopleDesk desk, Func<RunRow, Task<ApiError?>> take, CancellationToken cancellationToken)
    {
        if (await desk.FindAsync(id, user, key, cancellationToken) is not { } row)
        {
            return RunEndpoints.NoSuchRun();
        }

        if (row.IsOver)
        {
            return new ApiErrorResult(ApiErrors.Conflict($"The run is {row.Status}: it does not wait for anything any more."));
        }

        return await take(row) is { } error
            ? new ApiErrorResult(error)
            : TypedResults.Json((await desk.FindAsync(id, row.UserId, key, CancellationToken.None))!.ToSummary(), AgentsJsonContext.Default.RunSummary, statusCode: StatusCodes.Status202Accepted);
    }

    private static ApiError? CheckKey(string? key) => string.IsNullOrEmpty(key) ? ApiErrors.MissingParameter("key", "'key' is missing: GET /v1/runs/{id} says under which keys the run waits.") : null;

    private static ApiError? CheckAnswer(string? answer) => answer switch
    {
        null => ApiErrors.MissingParameter("answer", "'answer' is missing."),
        { Length: > MaxAnswerLength } => ApiErrors.InvalidValue("answer", $"'answer' is longer than {MaxAnswerLength} characters."),
        _ => StartRunValidator.CheckText("answer", answer),
    };

    private static ApiError? CheckOutcome(ResolveRequest request) => request switch
    {
        { Outcome: null } => ApiErrors.MissingParameter("outcome", $"'outcome' is missing; it is one of {string.Join(", ", s_outcomes)}."),
        { Outcome: { } outcome } when !s_outcomes.Contains(outcome, StringComparer.Ordinal) => ApiErrors.InvalidValue("outcome", $"'outcome' must be one of {string.Join(", ", s_outcomes)}."),
        { Outcome: ResolveOutcomes.Happened, Result: null } => ApiErrors.MissingParameter("result", "'result' is missing: what the call gave, for the agent to read."),
        { Outcome: not ResolveOutcomes.Happened, Result: not null } => ApiErrors.ParameterNotAllowed("result", "'result' goes with the outcome 'happened' only."),
        _ => TextOf(request) is { } text ? StartRunValidator.CheckText("result", text) : null,
    };

    private static string? TextOf(ResolveRequest request) => request.Result is not { } result ? null : result.ValueKind == JsonValueKind.String ? result.GetString() : result.GetRawText();
}
