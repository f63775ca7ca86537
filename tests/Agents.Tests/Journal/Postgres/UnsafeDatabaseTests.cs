using Npgsql;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;
using Switchyard.Migrations;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Agents.Tests.Journal.Postgres;

/// <summary>A database that may lose what it has committed is not used, unless somebody says that it may be.</summary>
public sealed class UnsafeDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_ThatMayLoseCommits_IsUsedOnlyWhereItIsAccepted()
    {
        await using var server = await PostgresServer.StartAsync(["fsync=off", "synchronous_commit=off"], Token);
        await using var journal = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = server.ConnectionString });
        var run = new NewRun(Guid.CreateVersion7(), "graph", default);

        var exception = await Assert.ThrowsAsync<UnsafeDatabaseException>(async () => await journal.PrepareAsync(Token));
        await Assert.ThrowsAsync<UnsafeDatabaseException>(() => journal.CreateAsync(run, Token));

        Assert.StartsWith("PostgreSQL runs with fsync = off (set by: command line) and synchronous_commit = off (set by: command line): ", exception.Message, StringComparison.Ordinal);
        await using var accepting = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = server.ConnectionString, AllowUnsafeDatabase = true });
        await accepting.PrepareAsync(Token);
        Assert.True(await accepting.CreateAsync(run, Token));
    }

    [Fact]
    public async Task Database_ThatIsAway_Throws()
    {
        await using var journal = new PostgresRunJournal(new PostgresRunJournalOptions { ConnectionString = $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres" });

        await Assert.ThrowsAnyAsync<NpgsqlException>(async () => await journal.PrepareAsync(Token));
    }
}
