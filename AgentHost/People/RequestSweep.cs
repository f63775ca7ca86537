using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Signals;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.People;

/// <summary>Sees to questions whose time has come: those that expire get the answer that then holds, others are put to somebody else as well. Every host may do it; each question is seen to once.</summary>
internal sealed partial class RequestSweep(RequestStore requests, RunQueries queries, RunAgents agents, RunSignals signals, ILogger<RequestSweep> logger)
{
    private const string TooLate = "Nobody answered in time.";

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        while (await requests.EscalateAsync(cancellationToken) is { } runId)
        {
            LogEscalated(runId);
        }

        var (expired, now) = await requests.ListExpiredAsync(cancellationToken);
        foreach (var run in expired.GroupBy(request => request.RunId, StringComparer.Ordinal))
        {
            await ExpireAsync(run.Key, [.. run], now, cancellationToken);
        }
    }

    private async Task ExpireAsync(string runId, IReadOnlyList<RequestRow> due, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (await queries.FindAsync(runId, user: null, cancellationToken) is not { } row)
            {
                return;
            }

            // The journal first: who finds it answered, by this host or by one that died since, brings the record up to it.
            var agent = await agents.CreateAsync(row, cancellationToken);
            await agent.ExpireAsync(RunId.ToGuid(runId), now, cancellationToken);
            var waiting = (await agent.ReadAsync(RunId.ToGuid(runId), cancellationToken)).Waiting.Select(request => request.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var request in due.Where(request => !waiting.Contains(request.Key)))
            {
                await requests.SettleAsync(runId, request.Key, answer: null, by: null, TooLate, cancellationToken);
            }

            signals.WakeHere();
        }
        catch (InvalidAgentException exception)
        {
            // Another host may have what the agent needs.
            LogCannotExpire(runId, exception);
        }
    }

    [LoggerMessage(EventId = EventIds.RequestEscalated, Level = LogLevel.Information, Message = "A question of run '{RunId}' was put to somebody else as well.")]
    private partial void LogEscalated(string runId);

    [LoggerMessage(EventId = EventIds.RequestNotExpired, Level = LogLevel.Warning, Message = "The questions of run '{RunId}' are over their time, and this host cannot say so.")]
    private partial void LogCannotExpire(string runId, Exception exception);
}
