using Npgsql;
using Switchyard.Migrations;
using Switchyard.Tests.Common.Databases;

namespace Switchyard.Queue.Tests.Postgres;

/// <summary>Row F38: a database that may lose what it has committed is not used, unless somebody says that it may be.</summary>
public sealed class DatabaseSafetyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("synchronous_commit = off", "synchronous_commit=off")]
    [InlineData("fsync = off", "fsync=off")]
    [InlineData("full_page_writes = off", "full_page_writes=off")]
    [InlineData("fsync = off (set by: command line) and full_page_writes = off", "full_page_writes=off", "fsync=off")]
    public async Task Database_ThatMayLoseCommits_IsNotUsed(string named, params string[] settings)
    {
        await using var server = await PostgresServer.StartAsync(settings, Token);
        await using var store = JobStores.Postgres(server.ConnectionString);

        var exception = await Assert.ThrowsAsync<UnsafeDatabaseException>(async () => await store.PrepareAsync(Token));
        await Assert.ThrowsAsync<UnsafeDatabaseException>(() => store.Jobs.SubmitAsync([new JobSubmission("test", default)], Token));

        Assert.StartsWith($"PostgreSQL runs with {named} (set by: command line): when it or its machine is killed", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"alter system set {named[..named.IndexOf(' ', StringComparison.Ordinal)]} = on", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AllowUnsafeDatabase", exception.Message, StringComparison.Ordinal);
        Assert.False(await HasSchemaAsync(server));
    }

    [Fact]
    public async Task Database_ThatMayLoseCommitsAndIsAccepted_IsUsedAndComplainedOf()
    {
        await using var server = await PostgresServer.StartAsync(["fsync=off"], Token);
        await using var store = JobStores.Postgres(server.ConnectionString, redis: null, new QueueOptions { AllowUnsafeDatabase = true });

        await store.PrepareAsync(Token);

        Assert.Equal(SubmitOutcome.Accepted, (await store.Jobs.SubmitAsync([new JobSubmission("test", default)], Token))[0].Outcome);
        Assert.StartsWith("PostgreSQL runs with fsync = off", Assert.Single(store.Jobs.Concerns), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("local")]
    [InlineData("on")]
    public async Task Database_ThatKeepsCommits_IsUsed(string synchronousCommit)
    {
        await using var server = await PostgresServer.StartAsync([$"synchronous_commit={synchronousCommit}"], Token);
        await using var store = JobStores.Postgres(server.ConnectionString);

        await store.PrepareAsync(Token);

        Assert.Empty(store.Jobs.Concerns);
        Assert.True(await HasSchemaAsync(server));
    }

    private static async Task<bool> HasSchemaAsync(PostgresServer server)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand("select to_regclass('queue.jobs') is not null", connection);
        return await command.ExecuteScalarAsync(Token) is true;
    }
}
