using System.Text.Json;
using Switchyard.AgentHost.Members;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Commits a run, hands it to the host and answers its caller.</summary>
internal sealed class RunStarter(RunHost host, RunClaims claims, RunAgents agents, RunEventReader reader, RunQueries queries, RunDetails details)
{
    /// <summary>Starts a run, unless its user started one under its key before.</summary>
    public async Task<StartReceipt> StartAsync(AgentDefinition agent, StartRunRequest request, RunKey? key, CancellationToken cancellationToken)
    {
        var user = request.User!;
        if (key is not null && await FindAsync(user, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        if (agents.Check(agent) is { Count: > 0 } problems)
        {
            return new StartReceipt(request.Kind is null ? StartOutcome.CannotRun : StartOutcome.CannotBeOfKind, string.Join(' ', problems));
        }

        RunMembers members;
        try
        {
            members = await agents.FindMembersAsync(agent, cancellationToken);
        }
        catch (InvalidAgentException exception)
        {
            return new StartReceipt(StartOutcome.CannotRun, exception.Message);
        }

        var run = new NewRun(user, agent.Id, agent.Version, request.Conversation, request.Model ?? agent.Model!, request.Input!)
        {
            Key = key,
            Kind = agent.Kind,
            Members = members.ToJson(),
            Budget = request.Budget is null ? null : JsonSerializer.Serialize(request.Budget, AgentsJsonContext.Default.RunBudget),
        };
        return await StartAsync(run, cancellationToken) ?? (await FindAsync(user, key!, cancellationToken))!.Value;
    }

    /// <summary>Commits a run and begins it; null where another request with the key was quicker, and has committed.</summary>
    public async Task<StartReceipt?> StartAsync(NewRun run, CancellationToken cancellationToken)
    {
        if (!host.TryReserve())
        {
            return new StartReceipt(StartOutcome.NoRoom, null);
        }

        RunClaim? claim = null;
        try
        {
            claim = await claims.CreateAsync(run, cancellationToken);
        }
        finally
        {
            if (claim is null)
            {
                host.Release();
            }
        }

        if (claim is null)
        {
            return null;
        }

        host.Begin(claim);
        return new StartReceipt(StartOutcome.Started, claim.Id);
    }

    /// <summary>Streams the run, or waits for its end, or for its first question, where the caller accepts only JSON.</summary>
    public async Task<IResult> AnswerAsync(string runId, HttpContext context)
    {
        var isJson = context.Request.Headers.Accept.ToString() == "application/json";
        var events = reader.ReadAsync(runId, 0, untilItWaits: isJson, context.RequestAborted);
        if (!isJson)
        {
            await SseWriter.WriteAsync(context, events);
            return TypedResults.Empty;
        }

        await foreach (var _ in events)
        {
            // Only the end is waited for; the record has it all.
        }

        var row = await queries.FindAsync(runId, user: null, context.RequestAborted);
        return TypedResults.Json(await details.ReadAsync(row!, context.RequestAborted), AgentsJsonContext.Default.RunDetail);
    }

    private async Task<StartReceipt?> FindAsync(string user, RunKey key, CancellationToken cancellationToken) =>
        await queries.FindByKeyAsync(user, key.Value, cancellationToken) is { } run
            ? new StartReceipt(run.Hash.AsSpan().SequenceEqual(key.Hash) ? StartOutcome.Replayed : StartOutcome.Conflict, run.Id)
            : null;
}
