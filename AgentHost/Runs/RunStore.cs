using System.Text.Json;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Conversations;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// What a host writes of the runs it works on. Every write asks for a running row of this host: a host whose lease
/// lapsed and whose run was marked interrupted can no longer change it.
/// </summary>
internal sealed class RunStore(NpgsqlDataSource database, LiveRuns live, IOptions<AgentHostOptions> options)
{
    private const string InsertEvent = """
        insert into agents.run_events (run_id, sequence, user_id, type, data)
        select id, @Sequence, user_id, @Type, @data::jsonb from agents.runs where id = @RunId and status = 'running' and host = @HostId
        """;

    /// <summary>Commits a new run, its conversation and its input; null where there is one of its user's under its key already.</summary>
    public async Task<RunStart?> CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        const string Sql = """
            insert into agents.runs (id, user_id, agent, conversation_id, model, input, status, host, lease_until, idempotency_key, request_hash)
            values (@Id, @User, @Agent, @Conversation, @Model, @Input, 'running', @HostId, clock_timestamp() + @Lease, @Key, @Hash)
            on conflict (user_id, idempotency_key) where idempotency_key is not null do nothing
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var conversation = await ConversationStore.ResolveAsync(connection, transaction, run.User, run.Agent, run.Conversation, cancellationToken);
        var start = new RunStart($"run_{Guid.CreateVersion7():N}", run.User, run.Agent, conversation, run.Model, run.Input);
        var row = new { start.Id, start.User, start.Agent, start.Conversation, start.Model, start.Input, live.HostId, options.Value.Lease, Key = run.Key?.Value, run.Key?.Hash };
        if (await connection.ExecuteAsync(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken)) == 0)
        {
            // The transaction takes the conversation back, which may be a new one.
            return null;
        }

        var message = new MessageRow { Role = "user", Content = run.Input };
        await ConversationStore.AddMessagesAsync(connection, transaction, start.Id, run.User, 0, [message], cancellationToken);

        // A caller that leaves in this moment must not leave a run behind that is committed and that nobody works on.
        await transaction.CommitAsync(CancellationToken.None);
        return start;
    }

    /// <summary>Commits an event; false when the run is no longer this host's.</summary>
    public async Task<bool> AppendAsync(RunEvent runEvent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(InsertEvent, ToRow(runEvent), cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>Commits the end: last event, state and messages together; false when the run is no longer this host's.</summary>
    public async Task<bool> FinishAsync(RunEnd end, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set status = @Status, output = @Output, error = @Error, tool_calls = @ToolCalls, completed_at = clock_timestamp()
            where id = @RunId and status = 'running' and host = @HostId
            returning user_id
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await connection.ExecuteAsync(new CommandDefinition(InsertEvent, ToRow(end.Event), transaction, cancellationToken: cancellationToken)) == 0)
        {
            return false;
        }

        var row = new { end.Event.RunId, end.Status, end.Output, end.Error, end.ToolCalls, live.HostId };
        if (await connection.QuerySingleOrDefaultAsync<string?>(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken)) is not { } user)
        {
            // A sweep marked the run interrupted after the event was written; the transaction takes the event back.
            return false;
        }

        await ConversationStore.AddMessagesAsync(connection, transaction, end.Event.RunId, user, 1, end.Messages, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Renews the lease of this host's runs. Those that come back are still its own; the flag says whether one was cancelled.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> RenewAsync(IReadOnlyCollection<string> runIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set lease_until = clock_timestamp() + @Lease
            where id = any(@runIds) and status = 'running' and host = @HostId
            returning id, cancel_requested
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { runIds = runIds.ToArray(), live.HostId, options.Value.Lease };
        var rows = await connection.QueryAsync<(string Id, bool Cancelled)>(new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => row.Cancelled, StringComparer.Ordinal);
    }

    private object ToRow(RunEvent runEvent) => new
    {
        runEvent.RunId,
        runEvent.Sequence,
        runEvent.Type,
        live.HostId,
        data = JsonSerializer.Serialize(runEvent, AgentsJsonContext.Default.RunEvent),
    };
}
