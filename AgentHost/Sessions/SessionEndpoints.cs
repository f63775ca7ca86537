using Switchyard.AgentHost.Definitions;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Switchyard.Providers;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.AgentHost.Sessions;

/// <summary>Reading, moving and deleting conversations, and asking a model about them.</summary>
internal static class SessionEndpoints
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    public static void MapSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/sessions", ListAsync);
        routes.MapPost("/v1/sessions", ImportAsync);
        routes.MapGet("/v1/sessions/{id}", GetAsync);
        routes.MapDelete("/v1/sessions/{id}", DeleteAsync);
        routes.MapPost("/v1/sessions/{id}/compact", (string id, string? user, string? agent, SessionStore sessions, SessionDesk desk, CancellationToken cancellationToken) => AskAsync(
            id, user, agent, sessions, async row => TypedResults.Json(await desk.CompactWhollyAsync(row, cancellationToken), AgentsJsonContext.Default.SessionCompaction), cancellationToken));
        routes.MapPost("/v1/sessions/{id}/facts", (string id, string? user, string? agent, SessionStore sessions, SessionDesk desk, CancellationToken cancellationToken) => AskAsync(
            id, user, agent, sessions, async row => TypedResults.Json(await desk.ListFactsAsync(row, cancellationToken), AgentsJsonContext.Default.SessionFacts), cancellationToken));
        routes.MapPost("/v1/sessions/{id}/summary", (string id, string? user, string? agent, SessionStore sessions, SessionDesk desk, CancellationToken cancellationToken) => AskAsync(
            id, user, agent, sessions, async row => TypedResults.Json(new SessionSummary { Summary = await desk.Analyst.SummarizeAsync(await desk.ReadAsync(row, cancellationToken), cancellationToken) }, AgentsJsonContext.Default.SessionSummary), cancellationToken));
        routes.MapPost("/v1/sessions/{id}/assessment", (string id, string? user, string? agent, SessionStore sessions, SessionDesk desk, CancellationToken cancellationToken) => AskAsync(
            id, user, agent, sessions, async row => TypedResults.Json(await desk.Analyst.AssessAsync(await desk.ReadAsync(row, cancellationToken), cancellationToken), AgentsJsonContext.Default.SessionAssessment), cancellationToken));
    }

    private static async Task<IResult> ListAsync(string? user, string? agent, SessionStore sessions, CancellationToken cancellationToken) => StartRunValidator.ValidateUser(user) is { } error
        ? new ApiErrorResult(error)
        : TypedResults.Json(new SessionList { Data = [.. (await sessions.ListAsync(user, agent, cancellationToken)).Select(row => row.ToInfo())] }, AgentsJsonContext.Default.SessionList);

    private static Task<IResult> GetAsync(string id, string? user, string? agent, bool? traces, SessionStore sessions, SessionWriter writer, CancellationToken cancellationToken) => FindAsync(
        id,
        user,
        agent,
        sessions,
        async row => TypedResults.Json(await writer.WriteAsync(row, traces == true, cancellationToken), AgentsJsonContext.Default.SessionDocument),
        cancellationToken);

    private static Task<IResult> DeleteAsync(string id, string? user, string? agent, SessionStore sessions, CancellationToken cancellationToken) => FindAsync(
        id,
        user,
        agent,
        sessions,
        async row => await sessions.DeleteAsync(row.Key, cancellationToken) ? TypedResults.NoContent() : new ApiErrorResult(ApiErrors.Conflict("A run of the conversation is not over; cancel it first.")),
        cancellationToken);

    private static async Task<IResult> ImportAsync(HttpContext context, SessionStore sessions, AgentCatalog agents, AgentTools tools)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.SessionDocument);
        if ((body.Error ?? SessionValidator.Validate(body.Value!)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        if (await agents.FindAsync(body.Value!.Agent, null, context.RequestAborted) is not { } agent)
        {
            return AgentEndpoints.NoSuchAgent();
        }

        return await sessions.ImportAsync(SessionWriter.WithoutWhatIsTheAgents(body.Value, agent, tools), context.RequestAborted)
            ? TypedResults.Created($"/v1/sessions/{Uri.EscapeDataString(body.Value.Id)}?user={Uri.EscapeDataString(body.Value.User)}&agent={Uri.EscapeDataString(body.Value.Agent)}")
            : new ApiErrorResult(ApiErrors.Conflict($"The user has a conversation '{body.Value.Id}' with the agent already; delete it first, or send this one under another id."));
    }

    private static Task<IResult> AskAsync(string id, string? user, string? agent, SessionStore sessions, Func<SessionRow, Task<IResult>> ask, CancellationToken cancellationToken) => FindAsync(
        id,
        user,
        agent,
        sessions,
        async row =>
        {
            try
            {
                return await ask(row);
            }
            catch (SessionModelException exception)
            {
                return new ApiErrorResult(ApiErrors.StructuredOutputInvalid(exception.Message));
            }
            catch (ProviderException exception)
            {
                return new ApiErrorResult(ApiErrors.Unavailable($"The model that reads the conversation cannot be asked: {exception.Message}", exception.RetryAfter ?? s_retryAfter));
            }
        },
        cancellationToken);

    private static async Task<IResult> FindAsync(string id, string? user, string? agent, SessionStore sessions, Func<SessionRow, Task<IResult>> use, CancellationToken cancellationToken) =>
        await sessions.FindAsync(id, user, agent, cancellationToken) switch
        {
            [] => new ApiErrorResult(ApiErrors.NotFound("There is no such conversation. GET /v1/sessions lists the conversations there are.")),
            [var only] => await use(only),
            _ => new ApiErrorResult(ApiErrors.Conflict("Several users or agents have a conversation of this id: add 'user' and 'agent' to the query.")),
        };
}
