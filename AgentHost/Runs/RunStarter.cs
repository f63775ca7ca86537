using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Agents;
using Switchyard.AgentHost.Configuration;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Commits a run, hands it to the host and answers its caller.</summary>
internal sealed class RunStarter(RunHost host, RunStore store, RunEventReader reader, RunQueries queries, IOptions<AgentHostOptions> options)
{
    /// <summary>Starts a run, unless its user started one under its key before.</summary>
    public async Task<StartReceipt> StartAsync(AgentProfile agent, StartRunRequest request, RunKey? key, CancellationToken cancellationToken)
    {
        var user = request.User!;
        if (key is not null && await FindAsync(user, key, cancellationToken) is { } earlier)
        {
            return earlier;
        }

        if (!host.TryReserve())
        {
            return new StartReceipt(StartOutcome.NoRoom, null);
        }

        RunStart? start = null;
        try
        {
            start = await store.CreateAsync(new NewRun(user, agent.Id, request.Conversation, request.Model ?? options.Value.Model, request.Input!, key), cancellationToken);
        }
        finally
        {
            if (start is null)
            {
                host.Release();
            }
        }

        if (start is null)
        {
            // Another request with the key was quicker, and has committed.
            return (await FindAsync(user, key!, cancellationToken))!.Value;
        }

        host.Begin(start, agent);
        return new StartReceipt(StartOutcome.Started, start.Id);
    }

    /// <summary>Streams the run, or waits for its end where the caller accepts only JSON.</summary>
    public async Task<IResult> AnswerAsync(string runId, HttpContext context)
    {
        var events = reader.ReadAsync(runId, 0, context.RequestAborted);
        if (context.Request.Headers.Accept.ToString() != "application/json")
        {
            await SseWriter.WriteAsync(context, events);
            return TypedResults.Empty;
        }

        await foreach (var _ in events)
        {
            // Only the end is waited for; the record has it all.
        }

        var row = await queries.FindAsync(runId, user: null, context.RequestAborted);
        return TypedResults.Json(row!.ToDetail(await queries.ReadEventsAsync(runId, 0, context.RequestAborted)), AgentsJsonContext.Default.RunDetail);
    }

    private async Task<StartReceipt?> FindAsync(string user, RunKey key, CancellationToken cancellationToken) =>
        await queries.FindByKeyAsync(user, key.Value, cancellationToken) is { } run
            ? new StartReceipt(run.Hash.AsSpan().SequenceEqual(key.Hash) ? StartOutcome.Replayed : StartOutcome.Conflict, run.Id)
            : null;
}
