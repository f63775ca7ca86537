using Npgsql;
using NpgsqlTypes;
using Switchyard.Agents.Journal;
using Switchyard.Coalescing;
using Switchyard.Migrations;

namespace Switchyard.Agents.Postgres;

/// <summary>Appends to many runs in one statement and one commit. Each names the holder and the last entry it knows, and writes nothing where the run has gone on without it.</summary>
internal sealed class Appends
{
    private const int MaxTogether = 256;
    private const int MaxBytesTogether = 8 * 1024 * 1024;

    // Whoever waits for a row that another one changes looks at it again as it is then. The sum has rows found by their names, not among all that are not over.
    private const string Sql = """
        with moved as (
            update agent_runs.runs r set last_sequence = r.last_sequence + a.count, status = a.status, updated_at = case when a.count > 0 then clock_timestamp() else r.updated_at end
            from unnest(@runs, @tokens, @befores, @counts, @statuses) as a(run_id, token, before, count, status)
            where r.id = a.run_id and r.token = a.token and r.status + 0 < 2 and (a.count = 0 or r.last_sequence = a.before)
            returning r.id, r.updated_at),
        written as (
            insert into agent_runs.entries (run_id, sequence, kind, step, node, key, data, at)
            select m.id, e.sequence, e.kind, e.step, e.node, e.key, e.data, m.updated_at
            from moved m join unnest(@owners, @sequences, @kinds, @steps, @nodes, @keys, @datas) as e(run_id, sequence, kind, step, node, key, data) on e.run_id = m.id)
        select id from moved
        """;

    private readonly SchemaDatabase _database;
    private readonly Coalescer<PendingAppend, bool> _together;

    public Appends(SchemaDatabase database)
    {
        _database = database;
        _together = new(WriteAsync, static append => append.Size, MaxTogether, MaxBytesTogether);
    }

    /// <summary>Writes entries, perhaps together with others'.</summary>
    public Task<bool> WriteAsync(PendingAppend append, CancellationToken cancellationToken) => _together.AddAsync(append, cancellationToken);

    // One statement changes a row once: several appends to one run follow each other, in the order in which they came.
    private async Task<IReadOnlyList<bool>> WriteAsync(IReadOnlyList<PendingAppend> appends)
    {
        var done = new HashSet<PendingAppend>(ReferenceEqualityComparer.Instance);
        for (List<PendingAppend> left = [.. appends]; left.Count > 0;)
        {
            // In one order, so that processes which write to the same runs do not wait for each other in a circle.
            List<PendingAppend> round = [.. left.DistinctBy(append => append.Lease.RunId).OrderBy(append => append.Lease.RunId)];
            var moved = await _database.QueryAsync(Sql, ParametersOf(round), static reader => reader.GetGuid(0), CancellationToken.None).ConfigureAwait(false);
            done.UnionWith(round.IntersectBy(moved, append => append.Lease.RunId));
            left = [.. left.Except(round, ReferenceEqualityComparer.Instance).Cast<PendingAppend>()];
        }

        return [.. appends.Select(done.Contains)];
    }

    private static NpgsqlParameter[] ParametersOf(List<PendingAppend> appends)
    {
        List<(Guid Run, JournalEntry Entry)> entries = [.. appends.SelectMany(append => append.Entries.Select(entry => (append.Lease.RunId, entry)))];
        return
        [
            Of("runs", appends.Select(append => append.Lease.RunId)),
            Of("tokens", appends.Select(append => append.Lease.Token)),
            Of("befores", appends.Select(append => append.Entries.Count == 0 ? 0 : append.Entries[0].Sequence - 1)),
            Of("counts", appends.Select(append => (long)append.Entries.Count)),
            Of("statuses", appends.Select(append => (short)append.Status)),
            Of("owners", entries.Select(item => item.Run)),
            Of("sequences", entries.Select(item => item.Entry.Sequence)),
            Of("kinds", entries.Select(item => (short)item.Entry.Kind)),
            Of("steps", entries.Select(item => item.Entry.Step)),
            Of("nodes", entries.Select(item => item.Entry.Node)),
            Of("keys", entries.Select(item => item.Entry.Key)),
            new NpgsqlParameter("datas", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = entries.Select(item => item.Entry.Data).ToArray() },
        ];
    }

    private static NpgsqlParameter<T[]> Of<T>(string name, IEnumerable<T> values) => new(name, [.. values]);
}
