using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Agents;
using Switchyard.AgentHost.Configuration;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Commits a run, hands it to the host and answers its caller.</summary>
internal sealed class RunStarter(RunHost host, RunStore store, RunEventReader reader, RunQueries queries, IOptions<AgentHostOptions> options)
{
    /// <summary>Starts a run and returns its id; null when this host has no room.</summary>
    public async Task<string?> StartAsync(AgentProfile agent, StartRunRequest request, CancellationToken cancellationToken)
    {
        if (!host.TryReserve())
        {
            return null;
        }

        RunStart? start = null;
        try
        {
            start = await store.CreateAsync(request.User!, agent.Id, request.Conversation, request.Model ?? options.Value.Model, request.Input!, cancellationToken);
        }
        finally
        {
            if (start is null)
            {
                host.Release();
            }
        }

        host.Begin(start, agent);
        return start.Id;
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
}
