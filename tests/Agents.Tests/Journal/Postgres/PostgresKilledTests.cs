using Npgsql;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Agents.Tests.Journal.Postgres;

/// <summary>What was acknowledged outlives the server's death, and the journal finds its way back by itself.</summary>
public sealed class PostgresKilledTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    private PostgresServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await PostgresServer.StartAsync(Token);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Killed_BetweenAppends_LosesNothingAcknowledged()
    {
        await using var journal = Open();
        var lease = await StartAsync(journal);
        Assert.True(await journal.AppendAsync(lease, [Entry(2)], RunStatus.Waiting, Token));

        await _server.KillAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => journal.AppendAsync(lease, [Entry(3)], RunStatus.Running, Token));
        await _server.StartAgainAsync(Token);

        var head = await UntilItWorksAsync(() => journal.FindAsync(lease.RunId, Token));
        Assert.Equal((RunStatus.Waiting, 2, lease.Token), (head!.Status, head.LastSequence, head.Token));
        Assert.True(await journal.AppendAsync(lease, [Entry(3)], RunStatus.Running, Token));
    }

    [Fact]
    public async Task Killed_WhileManyAppend_LosesNothingAcknowledged()
    {
        await using var journal = Open();
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StartAsync(journal)));
        var acknowledged = new long[leases.Length];
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writing = leases.Select((lease, place) => Task.Run(() => WriteOnAsync(journal, lease, number => Volatile.Write(ref acknowledged[place], number), stop.Token), Token)).ToList();

        for (var kill = 0; kill < 2; kill++)
        {
            var enough = acknowledged.Select(number => number + 20).ToList();
            await Deadline.WaitAsync(() => Task.FromResult(enough.Select((number, place) => Volatile.Read(ref acknowledged[place]) >= number).All(done => done)), s_limit, "appends", Token);
            await _server.KillAsync();
            await _server.StartAgainAsync(Token);
        }

        await stop.CancelAsync();
        await Task.WhenAll(writing);
        for (var place = 0; place < leases.Length; place++)
        {
            var entries = await UntilItWorksAsync(() => journal.ReadAsync(leases[place].RunId, 0, int.MaxValue, Token));
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Sequence));
            Assert.InRange(entries.Count, acknowledged[place], long.MaxValue);
        }
    }

    [Fact]
    public async Task Database_ReplacedByAnEmptyOne_Works()
    {
        await ExecuteAsync("create database replaced");
        await using var journal = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = "replaced" }.ConnectionString });
        var lease = await StartAsync(journal);
        await ExecuteAsync("drop database replaced with (force)");
        await ExecuteAsync("create database replaced");

        Assert.False(await UntilItWorksAsync(() => journal.AppendAsync(lease, [Entry(2)], RunStatus.Running, Token)));
        Assert.NotEqual(default, await StartAsync(journal));
    }

    // As a run does: whether what failed was written is asked for before it goes on.
    private static async Task WriteOnAsync(PostgresRunJournal journal, RunLease lease, Action<long> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var last = (await journal.FindAsync(lease.RunId, Token))!.LastSequence;
                while (!stop.IsCancellationRequested)
                {
                    Assert.True(await journal.AppendAsync(lease, [Entry(last + 1)], RunStatus.Running, Token));
                    acknowledged(++last);
                }
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
            }
        }
    }

    private static async Task<T> UntilItWorksAsync<T>(Func<Task<T>> act)
    {
        T result = default!;
        await Deadline.WaitAsync(
            async () =>
            {
                try
                {
                    result = await act();
                    return true;
                }
                catch (NpgsqlException)
                {
                    return false;
                }
            },
            s_limit,
            "the database to be used again",
            Token);
        return result;
    }

    private static JournalEntry Entry(long sequence) => new(sequence, JournalEntryKind.Step, 1, null, null, "{}"u8.ToArray());

    private static async Task<RunLease> StartAsync(PostgresRunJournal journal)
    {
        var run = new NewRun(Guid.CreateVersion7(), "graph", default);
        Assert.True(await journal.CreateAsync(run, Token));
        return Assert.NotNull(await journal.AcquireAsync(run.Id, "owner", Token));
    }

    private PostgresRunJournal Open() => new(new PostgresRunJournalOptions { ConnectionString = _server.ConnectionString });

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
