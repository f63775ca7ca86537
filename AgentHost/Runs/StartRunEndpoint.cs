using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.AgentHost.Runs;

/// <summary>Starts a run, or finds the one that was started under the same key, and streams its events; a caller that accepts only JSON gets the finished run instead.</summary>
internal static class StartRunEndpoint
{
    private const string DefaultUser = "local";
    private const string Replayed = "Idempotent-Replayed";

    public static async Task<IResult> HandleAsync(string agent, HttpContext context, AgentCatalog agents, StartRunValidator validator, RunStarter starter)
    {
        var body = await JsonBody.ReadAsync(context, AgentsJsonContext.Default.StartRunRequest);
        if ((body.Error ?? validator.Validate(body.Value!)) is { } error)
        {
            return new ApiErrorResult(error);
        }

        var request = body.Value! with { User = body.Value.User ?? DefaultUser };
        if (await agents.FindAsync(agent, request.Version, context.RequestAborted) is not { } definition)
        {
            return AgentEndpoints.NoSuchAgent();
        }

        var key = RunKey.Read(context.Request.Headers, agent, request, out var wrongKey);
        var agentOfRun = definition with { Kind = request.Kind ?? definition.Kind };
        return wrongKey is null ? await StartAsync(agentOfRun, request, key, context, starter) : new ApiErrorResult(wrongKey);
    }

    private static async Task<IResult> StartAsync(AgentDefinition agent, StartRunRequest request, RunKey? key, HttpContext context, RunStarter starter)
    {
        var (outcome, run) = await starter.StartAsync(agent, request, key, context.RequestAborted);
        switch (outcome)
        {
            case StartOutcome.NoRoom:
                return RunEndpoints.NoRoom();
            case StartOutcome.CannotRun:
                return new ApiErrorResult(ApiErrors.Conflict($"This host cannot run the agent: {run}"));
            case StartOutcome.CannotBeOfKind:
                return new ApiErrorResult(ApiErrors.InvalidValue("kind", $"'{agent.Id}' cannot run as '{request.Kind}': {run}"));
            case StartOutcome.Conflict:
                return new ApiErrorResult(ApiErrors.Conflict($"The idempotency key was used to ask something else: run {run}. Use a new key, or send what was sent then."));
            case StartOutcome.Replayed:
                context.Response.Headers[Replayed] = "true";
                break;
        }

        context.Response.Headers.Location = $"/v1/runs/{run}";
        return await starter.AnswerAsync(run!, context);
    }
}
