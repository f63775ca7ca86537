using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Events;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// Which host works on which run. A claim is a lease on the database's clock. It keeps two hosts from doing the same work; what keeps them from harm where both believe that they have a
/// run, as after a long pause of one, is the journal's fence.
/// </summary>
internal sealed class RunClaims(NpgsqlDataSource database, LiveRuns live, RunNotices notices, IOptions<AgentHostOptions> options)
{
    // Numbers for the tokens that a host may have shown since its last recorded event.
    private const long TokenRoom = 1_000_000;

    private const string Told = """
        told as (
            insert into agents.run_events (run_id, sequence, user_id, type, data)
            select id, last_event, user_id, 'run.resumed', jsonb_build_object('run_id', id, 'sequence', last_event, 'type', 'run.resumed', 'timestamp', clock_timestamp(), 'host', @HostName)
            from taken where last_event > 0 and error is null)
        """;

    /// <summary>Commits a new run, its conversation and its input; null where there is one of its user's under its key already.</summary>
    public async Task<RunClaim?> CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            insert into agents.runs (id, user_id, agent, version, kind, conversation_id, model, input, budget, members, parent, forked_at, system_prompt, status, host, lease_until, idempotency_key, request_hash)
            values (@Id, @User, @Agent, @Version, @Kind, @conversation, @Model, @Input, @Budget::jsonb, @Members::jsonb, @Parent, @ForkedAt, @SystemPrompt, 'running', @HostId, clock_timestamp() + @Lease, @Key, @Hash)
            on conflict (user_id, idempotency_key) where idempotency_key is not null do nothing
            returning {RunClaim.Columns}
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var conversation = await ConversationStore.ResolveAsync(connection, transaction, run.User, run.Agent, run.Conversation, cancellationToken);
        var row = new
        {
            Id = RunId.Of(Guid.CreateVersion7()),
            run.User,
            run.Agent,
            run.Version,
            run.Kind,
            conversation,
            run.Model,
            run.Input,
            run.Budget,
            run.Members,
            run.Parent,
            run.ForkedAt,
            run.SystemPrompt,
            live.HostId,
            options.Value.Lease,
            Key = run.Key?.Value,
            run.Key?.Hash,
        };
        if (await connection.QuerySingleOrDefaultAsync<RunClaim>(new CommandDefinition(Sql, row, transaction, cancellationToken: cancellationToken)) is not { } claim)
        {
            // The transaction takes the conversation back, which may be a new one.
            return null;
        }

        var message = new MessageRow { Role = "user", Content = run.Input };
        await ConversationStore.AddMessagesAsync(connection, transaction, claim.Id, run.User, 0, [message], cancellationToken);

        // A caller that leaves in this moment must not leave a run behind that is committed and that nobody works on.
        await transaction.CommitAsync(CancellationToken.None);
        return claim;
    }

    /// <summary>Takes over runs whose host died, paused for too long or let them go; longest lost first.</summary>
    public async Task<IReadOnlyList<RunClaim>> TakeLostAsync(int limit, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            with lost as (
                select id from agents.runs where status = 'running' and lease_until < clock_timestamp() and not id = any(@mine) order by lease_until limit @limit for no key update skip locked),
            taken as (
                update agents.runs r set host = @HostId, lease_until = clock_timestamp() + @Lease, last_event = case when last_event > 0 then last_event + @TokenRoom + 1 else 0 end
                from lost where r.id = lost.id returning r.*),
            {Told}
            select {RunClaim.Columns} from taken
            """;
        // What this host is at work on is its own as long as nobody else has it, however late its sign of life.
        var mine = live.All.Select(run => run.Id).ToArray();
        var taken = await TakeAsync(Sql, new { limit, mine, live.HostId, live.HostName, options.Value.Lease, TokenRoom }, cancellationToken);
        foreach (var run in taken.Where(run => run.IsResumed && run.Error is null))
        {
            await notices.TellResumedAsync(run);
        }

        return taken;
    }

    /// <summary>Takes a run of this host's on again, after somebody else wrote into its journal; null where another host has it.</summary>
    public async Task<RunClaim?> ReclaimAsync(string runId, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            update agents.runs set lease_until = clock_timestamp() + @Lease where id = @runId and status = 'running' and host = @HostId returning {RunClaim.Columns}
            """;
        return (await TakeAsync(Sql, new { runId, live.HostId, options.Value.Lease }, cancellationToken)).SingleOrDefault();
    }

    /// <summary>
    /// Has runs gone on with whose record says that they wait while their journal says otherwise, or that are to be cancelled: the host that took the answer died before the record had it, or
    /// the answer came before the record had the question.
    /// </summary>
    /// <param name="runId">The run to look at; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many there were; the next host that looks takes them.</returns>
    public async Task<int> WakeAnsweredAsync(string? runId, CancellationToken cancellationToken)
    {
        // 1 is waiting. Beside deleting sessions this alone knows the journal's tables: one statement instead of a question for every run that waits. What was answered in the run of an agent
        // that a run has called is in that one's journal.
        const string Sql = """
            update agents.runs r set status = 'running', host = '', lease_until = clock_timestamp() - interval '1 microsecond'
            where status = 'waiting' and (@runId::text is null or id = @runId)
              and (cancel_requested or exists (select from agent_runs.runs j where j.id = substr(r.id, 5)::uuid and j.status <> 1)
                or exists (select from agents.requests q join agent_runs.runs j on j.id = q.member_run where q.run_id = r.id and j.status <> 1))
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteAsync(new CommandDefinition(Sql, new { runId }, cancellationToken: cancellationToken));
    }

    /// <summary>Gives a sign of life for this host's runs, and stops those that were cancelled or lost.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        var runs = live.All;
        if (runs.Count == 0)
        {
            return;
        }

        var kept = await RenewAsync([.. runs.Select(run => run.Id)], cancellationToken);
        foreach (var run in runs)
        {
            if (!kept.TryGetValue(run.Id, out var cancelled))
            {
                // Either lost, or at rest since the list was made; cancelling a run that rests does nothing.
                run.Cancel(CancelReason.LeaseLost);
            }
            else if (cancelled)
            {
                run.Cancel(CancelReason.Requested);
            }
        }
    }

    // Those that come back are still this host's; the flag says whether one was cancelled.
    private async Task<Dictionary<string, bool>> RenewAsync(string[] runIds, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set lease_until = clock_timestamp() + @Lease
            where id = any(@runIds) and status = 'running' and host = @HostId
            returning id, cancel_requested
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var parameters = new { runIds, live.HostId, options.Value.Lease };
        var rows = await connection.QueryAsync<(string Id, bool Cancelled)>(new CommandDefinition(Sql, parameters, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Id, row => row.Cancelled, StringComparer.Ordinal);
    }

    /// <summary>Lets a run go, so that the next host that looks takes it on.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="rest">How long nobody shall take it.</param>
    /// <param name="error">Why it does not come further, where that is so; its user sees it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReleaseAsync(string runId, TimeSpan rest, string? error, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set lease_until = clock_timestamp() + @rest - interval '1 microsecond', host = '', error = @error, stalled = 0
            where id = @runId and status = 'running' and host = @HostId
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(Sql, new { runId, rest, error, live.HostId }, cancellationToken: cancellationToken));
    }

    /// <summary>Notes the journal's last entry that a host found when it took a run over.</summary>
    /// <returns>How often in a row the run was taken over at this very entry.</returns>
    public async Task<int> NoteFoundAsync(string runId, long entry, CancellationToken cancellationToken)
    {
        const string Sql = """
            update agents.runs set stalled = case when found_entry = @entry then stalled + 1 else 0 end, found_entry = @entry
            where id = @runId and status = 'running' and host = @HostId returning stalled
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(Sql, new { runId, entry, live.HostId }, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<RunClaim>> TakeAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);

        // Not given up on the way: what was claimed and not worked on would lie idle until its lease lapses.
        cancellationToken.ThrowIfCancellationRequested();
        return [.. await connection.QueryAsync<RunClaim>(new CommandDefinition(sql, parameters, cancellationToken: CancellationToken.None))];
    }
}
