using Npgsql;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;
using Switchyard.Tests.Common;

namespace Switchyard.Agents.Tests.Journal.Postgres;

/// <summary>How much the database has to do: appends share commits, and reading the end of a long run does not read its beginning. Counted by the database itself.</summary>
public sealed class PostgresWorkTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Appends_OfManyRunsAtOnce_ShareCommits()
    {
        await using var journal = Open();
        var leases = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => StartAsync(journal, "together")));

        await Task.WhenAll(leases.Select(async lease =>
        {
            for (var i = 2L; i < 12; i++)
            {
                Assert.True(await journal.AppendAsync(lease, [Entry(i)], RunStatus.Running, Token));
            }
        }));

        var commits = await AskAsync("select count(distinct e.xmin::text) from agent_runs.entries e join agent_runs.runs r on r.id = e.run_id where r.graph = 'together' and e.sequence > 1");
        Assert.InRange(commits, 10, 160);
    }

    [Fact]
    public async Task Appends_ToOneRunWithoutWaiting_FollowEachOther()
    {
        await using var journal = Open();
        var lease = await StartAsync(journal, "pipelined");

        var written = await Task.WhenAll(Enumerable.Range(2, 50).Select(i => journal.AppendAsync(lease, [Entry(i)], RunStatus.Running, Token)));

        Assert.All(written, Assert.True);
        Assert.Equal(Enumerable.Range(1, 51).Select(i => (long)i), (await journal.ReadAsync(lease.RunId, 0, 100, Token)).Select(entry => entry.Sequence));
    }

    [Fact]
    public async Task Tail_OfALongRun_ReadsFewRows()
    {
        Guid run;
        await using (var journal = Open())
        {
            var lease = await StartAsync(journal, "long");
            run = lease.RunId;
            Assert.True(await journal.AppendAsync(lease, [.. Enumerable.Range(2, 5_000).Select(i => Entry(i, i % 2_500 == 0 ? JournalEntryKind.Snapshot : JournalEntryKind.Step))], RunStatus.Running, Token));
        }

        var before = await CountReadAsync();
        await using (var journal = Open())
        {
            Assert.Equal([5_000, 5_001], (await journal.ReadTailAsync(run, Token)).Select(entry => entry.Sequence));
            Assert.Equal(2_500, await journal.FindSnapshotAsync(run, 4_999, Token));
            Assert.Equal([4_000, 4_001], (await journal.ReadAsync(run, 3_999, 2, Token)).Select(entry => entry.Sequence));
            Assert.Single(await journal.ListAsync(new RunQuery { Graph = "long" }, Token));
        }

        Assert.InRange(await CountReadAsync() - before, 1, 60);
    }

    [Fact]
    public async Task Rows_AreLittleLargerThanWhatWasGiven()
    {
        await using var journal = Open();
        var lease = await StartAsync(journal, "size");
        var random = new Random(1);
        Assert.True(await journal.AppendAsync(lease, [.. Enumerable.Range(2, 1_000).Select(i => Entry(i) with { Data = Bytes(random, 1_000) })], RunStatus.Running, Token));

        Assert.InRange(await AskAsync($"select sum(pg_column_size(e.*)) from agent_runs.entries e where run_id = '{lease.RunId}'"), 1_000_000, 1_120_000);
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static JournalEntry Entry(long sequence, JournalEntryKind kind = JournalEntryKind.Step) => new(sequence, kind, 1, null, null, "{}"u8.ToArray());

    private static async Task<RunLease> StartAsync(PostgresRunJournal journal, string graph)
    {
        var run = new NewRun(Guid.CreateVersion7(), graph, default);
        Assert.True(await journal.CreateAsync(run, Token));
        return Assert.NotNull(await journal.AcquireAsync(run.Id, "owner", Token));
    }

    private PostgresRunJournal Open() => new(new PostgresRunJournalOptions { ConnectionString = database.ConnectionString });

    // Through tables and indexes. A connection tells what it has read when it ends.
    private async Task<long> CountReadAsync()
    {
        await Deadline.WaitAsync(async () => await AskAsync("select count(*) from pg_stat_activity where application_name = '' and pid <> pg_backend_pid() and backend_type = 'client backend'") == 0, TimeSpan.FromSeconds(30), "the journal's connections to end", Token);
        return await AskAsync("select (sum(seq_tup_read) + sum(idx_tup_fetch))::bigint + (select sum(idx_tup_read)::bigint from pg_stat_user_indexes where schemaname = 'agent_runs') from pg_stat_user_tables where schemaname = 'agent_runs'");
    }

    private async Task<long> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token), System.Globalization.CultureInfo.InvariantCulture);
    }
}
