using Npgsql;
using Switchyard.Agents.Journal;
using Switchyard.Migrations;

namespace Switchyard.Agents.Postgres;

/// <summary>
/// Journals of runs in PostgreSQL, for any number of processes. What a method has answered is committed and flushed; the clock is the database's. Runs that append at the same time share
/// statements and commits.
/// </summary>
/// <remarks>Nothing is connected before the first use, which makes the schema <c>agent_runs</c>. While the database is away methods throw <see cref="NpgsqlException"/>.</remarks>
public sealed class PostgresRunJournal : IRunJournal, IAsyncDisposable
{
    private const int MostListed = 1_000;

    private readonly SchemaDatabase _database;
    private readonly Appends _appends;

    /// <summary>Opens the journals of a database.</summary>
    /// <param name="options">Which one.</param>
    public PostgresRunJournal(PostgresRunJournalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _database = JournalDatabase.Open(options);
        _appends = new Appends(_database);
    }

    /// <summary>Checks the database and makes the schema, so that what is wrong shows when a service starts. Who does not call it finds out at the first use.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UnsafeDatabaseException">The database may lose what it has committed, and <see cref="PostgresRunJournalOptions.AllowUnsafeDatabase"/> is not set.</exception>
    /// <exception cref="NpgsqlException">The database is away.</exception>
    public ValueTask PrepareAsync(CancellationToken cancellationToken = default) => _database.EnsureAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> CreateAsync(NewRun run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        StorableText.Check(run.Graph);
        StorableText.Check(run.User);
        const string sql = """
            with made as (
                insert into agent_runs.runs (id, graph, user_id, last_sequence) values (@id, @graph, @user, 1) on conflict do nothing returning id, created_at)
            insert into agent_runs.entries (run_id, sequence, kind, step, data, at) select id, 1, 0, 0, @data, created_at from made returning run_id
            """;
        NpgsqlParameter[] parameters = [Of("id", run.Id), Of("graph", run.Graph), Of("user", run.User), Of("data", run.State)];
        return (await _database.QueryAsync(sql, parameters, static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <inheritdoc/>
    public async Task<RunLease?> AcquireAsync(Guid runId, string owner, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owner);
        StorableText.Check(owner);
        const string sql = "update agent_runs.runs set token = token + 1, owner = @owner where id = @id returning token";
        var tokens = await _database.QueryAsync(sql, [Of("id", runId), Of("owner", owner)], static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return tokens is [var token] ? new RunLease(runId, token) : null;
    }

    /// <inheritdoc/>
    public async Task<bool> AppendAsync(RunLease lease, IReadOnlyList<JournalEntry> entries, RunStatus status, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entries);
        List<JournalEntry> kept = [.. entries];
        foreach (var entry in kept)
        {
            StorableText.Check(entry.Node);
            StorableText.Check(entry.Key);
        }

        // Who never took the run over knows the token of a run that nobody has.
        return lease.Token > 0
            && kept.Zip(kept.Skip(1)).All(pair => pair.Second.Sequence == pair.First.Sequence + 1)
            && await _appends.WriteAsync(new PendingAppend(lease, kept, status), cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<RunHead?> FindAsync(Guid runId, CancellationToken cancellationToken = default) =>
        (await _database.QueryAsync($"select {JournalRows.Head} from agent_runs.runs where id = @id", [Of("id", runId)], JournalRows.ReadHead, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) => await _database.QueryAsync(
        $"select {JournalRows.Entry} from agent_runs.entries where run_id = @id and sequence > @after order by sequence limit @limit",
        [Of("id", runId), Of("after", after), Of("limit", Math.Max(0, limit))],
        JournalRows.ReadEntry,
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadTailAsync(Guid runId, CancellationToken cancellationToken = default) => await _database.QueryAsync(
        $"""
        select {JournalRows.Entry} from agent_runs.entries
        where run_id = @id and sequence >= (select sequence from agent_runs.entries where run_id = @id and kind in (0, 5) order by sequence desc limit 1) order by sequence
        """,
        [Of("id", runId)],
        JournalRows.ReadEntry,
        cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<long?> FindSnapshotAsync(Guid runId, long sequence, CancellationToken cancellationToken = default)
    {
        const string sql = """
            select a.sequence from agent_runs.runs r cross join lateral (
                select sequence from agent_runs.entries where run_id = r.id and kind in (0, 5) and sequence <= @sequence order by sequence desc limit 1) a
            where r.id = @id and r.last_sequence >= @sequence
            """;
        var found = await _database.QueryAsync(sql, [Of("id", runId), Of("sequence", sequence)], static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found is [var only] ? only : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        List<string> conditions = ["true"];
        List<NpgsqlParameter> parameters = [Of("limit", Math.Clamp(query.Limit, 1, MostListed))];
        void Where(string condition, NpgsqlParameter parameter)
        {
            conditions.Add(condition);
            parameters.Add(parameter);
        }

        if (query.Graph is { } graph)
        {
            Where("graph = @graph", Of("graph", graph));
        }

        if (query.User is { } user)
        {
            Where("user_id = @user", Of("user", user));
        }

        if (query.Status is { } status)
        {
            // A number and no parameter: whether an index of only some of them serves is found out when the plan is made.
            conditions.Add($"status = {(short)status}");
        }

        if (query.Before is { } before)
        {
            Where("(created_at, id) < ((select created_at from agent_runs.runs where id = @before), @before)", Of("before", before));
        }

        var sql = $"select {JournalRows.Head} from agent_runs.runs where {string.Join(" and ", conditions)} order by created_at desc, id desc limit @limit";
        return await _database.QueryAsync(sql, parameters, JournalRows.ReadHead, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<bool> ForkAsync(Guid runId, long at, Guid fork, CancellationToken cancellationToken = default)
    {
        // Entries are never changed: what the statement sees of the parent is what there is up to there.
        const string sql = """
            with made as (
                insert into agent_runs.runs (id, graph, user_id, last_sequence, parent, forked_at)
                select @fork, graph, user_id, @at, id, @at from agent_runs.runs where id = @id and @at between 1 and last_sequence on conflict do nothing returning id),
            copied as (
                insert into agent_runs.entries (run_id, sequence, kind, step, node, key, data, at)
                select made.id, sequence, kind, step, node, key, data, at from made cross join agent_runs.entries e where e.run_id = @id and e.sequence <= @at)
            select id from made
            """;
        return (await _database.QueryAsync(sql, [Of("id", runId), Of("at", at), Of("fork", fork)], static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static NpgsqlParameter<T> Of<T>(string name, T value) => new(name, value);
}
