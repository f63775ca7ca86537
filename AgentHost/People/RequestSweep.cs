using Npgsql;
using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.Runs;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.People;

/// <summary>Sees to questions whose time has come: those that expire get the answer that then holds, others are put to somebody else as well. Every host may do it; each question is seen to once.</summary>
internal sealed partial class RequestSweep(RequestStore requests, RunQueries queries, RunAgents agents, RunSignals signals, ILogger<RequestSweep> logger)
{
    // What is left waits for the next beat: meanwhile the leases of this host's runs have to be renewed.
    private const int MaxEscalated = 20;

    private const string TooLate = "Nobody answered in time.";

    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        for (var escalated = 0; escalated < MaxEscalated && await requests.EscalateAsync(cancellationToken) is { } runId; escalated++)
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
            var isSettled = false;
            foreach (var request in due.Where(request => !waiting.Contains(request.Key)))
            {
                isSettled |= await requests.SettleAsync(runId, request.Key, answer: null, by: null, TooLate, cancellationToken);
            }

            if (isSettled)
            {
                signals.WakeHere();
            }
        }
#pragma warning disable CA1031 // The questions of one run must not keep those of others from being seen to; another host may have what its agent needs.
        catch (Exception exception) when (exception is not (NpgsqlException or TimeoutException or OperationCanceledException))
#pragma warning restore CA1031
        {
            LogCannotExpire(runId, exception);
        }
    }

    [LoggerMessage(EventId = EventIds.RequestEscalated, Level = LogLevel.Information, Message = "A question of run '{RunId}' was put to somebody else as well.")]
    private partial void LogEscalated(string runId);

    [LoggerMessage(EventId = EventIds.RequestNotExpired, Level = LogLevel.Warning, Message = "The questions of run '{RunId}' are over their time, and this host cannot say so.")]
    private partial void LogCannotExpire(string runId, Exception exception);
}
