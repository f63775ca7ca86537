using Switchyard.AgentHost.Agents;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.AgentHost.Runs;

/// <summary>Starts a run and streams its events; a caller that accepts only JSON gets the finished run instead.</summary>
internal static class StartRunEndpoint
{
    private const string DefaultUser = "local";

    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(5);

    public static async Task<IResult> HandleAsync(string agent, HttpContext context, AgentCatalog agents, StartRunValidator validator, RunStarter starter)
    {
        if (!agents.TryGet(agent, out var profile))
        {
            return new ApiErrorResult(ApiErrors.NotFound("There is no such agent. GET /v1/agents lists the agents there are."));
        }

        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.StartRunRequest);
        if ((body.Error ?? validator.Validate(body.Value!)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        var run = await starter.StartAsync(profile, body.Value! with { User = body.Value.User ?? DefaultUser }, context.RequestAborted);
        if (run is null)
        {
            return new ApiErrorResult(ApiErrors.Unavailable("This host works on as many runs as it may (AgentHost:MaxRunningRuns). Try again soon.", s_retryAfter));
        }

        context.Response.Headers.Location = $"/v1/runs/{run}";
        return await starter.AnswerAsync(run, context);
    }
}
