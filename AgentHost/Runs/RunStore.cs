using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Events;
using Switchyard.AgentHost.People;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// What a host writes of the runs it works on. Every write asks for a running row of this host and takes its lock: a host that lost a run can no longer change it, and what it wrote before
/// has smaller numbers than what its successor writes.
/// </summary>
internal sealed class RunStore(NpgsqlDataSource database, LiveRuns live, RunNotices notices)
{
    // Numbers are given where the row is locked; they are not part of what is stored.
    private const string InsertEvents = """
        with run as (
            update agents.runs set last_event = greatest(last_event, @after) + cardinality(@types)
            where id = @runId and status = 'running' and host = @HostId
            returning user_id, last_event - cardinality(@types) as before)
        insert into agents.run_events (run_id, sequence, user_id, type, data)
        select @runId, run.before + e.place, run.user_id, e.type, e.data::jsonb from run cross join unnest(@types, @data) with ordinality e (type, data, place)
        returning sequence as Sequence, user_id as User
        """;

    /// <summary>Commits events; null when the run is no longer this host's.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The last number a reader may have seen.</param>
    /// <param name="events">The events, whose own numbers do not count.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The number of the first; the others follow it.</returns>
    public async Task<long?> AppendAsync(string runId, long after, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await TellAsync(await InsertAsync(connection, null, runId, after, events, cancellationToken), events);
    }

    /// <summary>Commits the end: last events, state and messages together; null when the run is no longer this host's.</summary>
    public async Task<long?> FinishAsync(string runId, long after, RunEnd end, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs
            set status = @Status, output = @Output, error = @Error, usage = @usage::jsonb, tool_calls = coalesce(@toolCalls, tool_calls), completed_at = clock_timestamp()
            where id = @runId;
            delete from agents.requests where run_id = @runId;
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await InsertAsync(connection, transaction, runId, after, end.Events, cancellationToken) is not { } inserted)
        {
            return null;
        }

        var usage = end.Usage is null ? null : JsonSerializer.Serialize(end.Usage, AgentsJsonContext.Default.RunUsage);
        var row = new { runId, end.Status, end.Output, end.Error, usage, toolCalls = end.Usage?.ToolCalls };
        await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken));
        await ConversationStore.AddMessagesAsync(connection, transaction, runId, inserted.User, 1, end.Messages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await TellAsync(inserted, end.Events);
    }

    /// <summary>Commits that a run waits, what for, and the events that say so; null when the run is no longer this host's. From then on it is nobody's and costs nothing.</summary>
    public async Task<long?> WaitAsync(string runId, long after, RunWait wait, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set status = 'waiting', host = '', error = null, stalled = 0, usage = @usage::jsonb, tool_calls = @ToolCalls where id = @runId;
            delete from agents.requests where run_id = @runId and not key = any(@keys);
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await InsertAsync(connection, transaction, runId, after, wait.Events, cancellationToken) is not { } inserted)
        {
            return null;
        }

        var usage = JsonSerializer.Serialize(wait.Usage, AgentsJsonContext.Default.RunUsage);
        await connection.ExecuteAsync(new CommandDefinition(
            Sql, new { runId, usage, wait.Usage.ToolCalls, keys = wait.Requests.Select(request => request.Key).ToArray() }, transaction, cancellationToken: cancellationToken));
        await connection.ExecuteAsync(new CommandDefinition(RequestRow.Insert, wait.Requests, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return await TellAsync(inserted, wait.Events);
    }

    // Only what is committed is told.
    private async Task<long?> TellAsync(Inserted? inserted, IReadOnlyList<RunEvent> events)
    {
        if (inserted is not null)
        {
            await notices.TellAsync(inserted.User, events, inserted.First);
        }

        return inserted?.First;
    }

    private async Task<Inserted?> InsertAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, string runId, long after, IReadOnlyList<RunEvent> events, CancellationToken cancellationToken)
    {
        var row = new
        {
            runId,
            after,
            live.HostId,
            types = events.Select(runEvent => runEvent.Type).ToArray(),
            data = events.Select(runEvent => JsonSerializer.Serialize(runEvent, AgentsJsonContext.Default.RunEvent)).ToArray(),
        };
        var rows = (await connection.QueryAsync<(long Sequence, string User)>(new CommandDefinition(InsertEvents, row, transaction, cancellationToken: cancellationToken))).ToList();
        return rows.Count == 0 ? null : new Inserted(rows.Min(inserted => inserted.Sequence), rows[0].User);
    }

    private sealed record Inserted(long First, string User);
}
