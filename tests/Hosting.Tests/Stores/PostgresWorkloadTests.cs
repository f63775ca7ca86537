using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Stores;

namespace Switchyard.Hosting.Tests.Stores;

public sealed class PostgresWorkloadTests : IDisposable
{
    private readonly PostgresServerResource _server = new("postgres");
    private readonly PostgresDatabaseResource _database;
    private readonly StoreFixture _fixture;

    public PostgresWorkloadTests()
    {
        _server.Config.AddEndpoint(new EndpointConfig { Name = EndpointConfig.Tcp });
        _server.Config.SetVolume(_server, name: null, isReadOnly: false);
        _database = new PostgresDatabaseResource("switchyard", "switchyard", _server);
        _fixture = new StoreFixture(_server, _database);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_IsUtf8InTheCLocale()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("UTF8 C.UTF-8 switchyard", await AskAsync("SELECT pg_encoding_to_char(encoding) || ' ' || datcollate || ' ' || pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"));
    }

    [Fact]
    public async Task Role_OfServices_IsNoSuperuser()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("switchyard false false false", await AskAsync("SELECT concat_ws(' ', rolname, rolsuper::text, rolcreatedb::text, rolcreaterole::text) FROM pg_roles WHERE rolname = current_user"));
    }

    [Fact]
    public async Task Server_ListensOnLoopbackTcpAlone()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        // Lines 5 and 6 of its lock file: the folder of the socket, which there is none of, and the address.
        var lines = await File.ReadAllLinesAsync(Path.Combine(_fixture.Home.Data, "postgres", "cluster", "postmaster.pid"), Token);
        Assert.Equal(("", "127.0.0.1"), (lines[4], lines[5]));
    }

    [Fact]
    public async Task Password_IsNotInTheArguments()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        var arguments = await File.ReadAllTextAsync($"/proc/{(await child.Record)!.Pid.ToString(CultureInfo.InvariantCulture)}/cmdline", Token);

        Assert.DoesNotContain(_fixture.Connections.SuperuserPasswordOf(_server), arguments, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_fixture.Home.Data, "postgres", "password")));
    }

    [Fact]
    public async Task WrongPassword_IsRefused()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);
        var wrong = new NpgsqlConnectionStringBuilder(_fixture.Connections.ConnectionString(_database)) { Password = "wrong", Pooling = false };

        await using var connection = new NpgsqlConnection(wrong.ConnectionString);
        var exception = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Token));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, exception.SqlState);
    }

    [Fact]
    public async Task CommittedRow_OutlivesAKill()
    {
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
            await AskAsync("CREATE TABLE t (x int); INSERT INTO t VALUES (42)");
            Signals.Send((await first.Record)!.Pid, Signals.Kill);
            await first.Exited.WaitAsync(Token);
        }

        await using var second = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("42", await AskAsync("SELECT x::text FROM t"));
    }

    [Fact]
    public async Task SecondStart_UsesTheSameClusterAndSetsTheServicePasswordAnew()
    {
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
            await AskAsync("CREATE TABLE t (x int)");
        }

        File.Delete(Path.Combine(_fixture.Home.Secrets, "postgres-switchyard"));
        await using var second = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("0", await AskAsync("SELECT count(*)::text FROM t"));
    }

    [Fact]
    public async Task LostSuperuserSecret_IsToldWithWhatToDo()
    {
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
            File.Delete(Path.Combine(_fixture.Home.Secrets, "postgres"));
        }

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(async () =>
        {
            var workload = Workload();
            await using var child = ChildProcess.Start(await workload.PrepareAsync(Token), _ => { });
            while (!(await workload.ProbeAsync(Token)).IsReady)
            {
                await Task.Delay(50, Token);
            }
        });

        Assert.StartsWith($"PostgreSQL refuses the password in {Path.Combine(_fixture.Home.Secrets, "postgres")} for the cluster in ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenOffInitialisation_IsDoneAgain()
    {
        var folder = Path.Combine(_fixture.Home.Data, "postgres");
        Directory.CreateDirectory(Path.Combine(folder, "cluster.new"));
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster.new", "PG_VERSION"), "15", Token);

        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("1", await AskAsync("SELECT '1'"));
    }

    [Fact]
    public async Task LockFile_WithAnotherProcesssPid_DoesNotPreventTheStart()
    {
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
        }

        var lockFile = Path.Combine(_fixture.Home.Data, "postgres", "cluster", "postmaster.pid");
        await File.WriteAllTextAsync(lockFile, $"{Environment.ProcessId}\n", Token);
        new PostgresCluster(Path.Combine(_fixture.Home.Data, "postgres")).RemoveStaleLock();

        Assert.False(File.Exists(lockFile));
    }

    [Fact]
    public void FallbackFolder_DependsOnTheHomeAlone()
    {
        var folder = PostgresLocation.FallbackFolder(new("/home/a/.switchyard"));

        Assert.Matches("^/var/lib/switchyard/[0-9a-f]{12}$", folder);
        Assert.Equal(folder, PostgresLocation.FallbackFolder(new("/home/a/.switchyard")));
        Assert.NotEqual(folder, PostgresLocation.FallbackFolder(new("/home/b/.switchyard")));
    }

    [Fact]
    public async Task Folder_TheAccountCannotReach_IsReplacedByTheFallback()
    {
        File.SetUnixFileMode(_fixture.Home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var expected = PostgresAccount.IsOther ? PostgresLocation.FallbackFolder(_fixture.Home) : _fixture.Home.Data;

        var folder = await PostgresLocation.ChooseAsync(_fixture.Home, _server, Token);

        Assert.Equal(Path.Combine(expected, "postgres"), folder);
        Assert.True(await PostgresAccount.CanWriteAsync(folder, Token));
        Directory.Delete(folder);
    }

    [Fact]
    public async Task Cluster_InTheFallback_StaysThereWhenTheHomeCanBeReachedAgain()
    {
        if (!PostgresAccount.IsOther)
        {
            // Without an account of its own the server never uses the fallback.
            return;
        }

        var fallback = Path.Combine(PostgresLocation.FallbackFolder(_fixture.Home), "postgres");
        Directory.CreateDirectory(Path.Combine(fallback, "cluster"));
        await File.WriteAllTextAsync(Path.Combine(fallback, "cluster", "PG_VERSION"), "15", Token);

        var folder = await PostgresLocation.ChooseAsync(_fixture.Home, _server, Token);

        Assert.Equal(fallback, folder);
        Directory.Delete(PostgresLocation.FallbackFolder(_fixture.Home), recursive: true);
    }

    [Fact]
    public async Task Cluster_TheAccountCannotReachAnyMore_IsKeptAndTold()
    {
        if (!PostgresAccount.IsOther)
        {
            // Without an account of its own the server reaches whatever AppHost does.
            return;
        }

        var cluster = Directory.CreateDirectory(Path.Combine(_fixture.Home.Data, "postgres", "cluster"));
        File.SetUnixFileMode(_fixture.Home.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        var exception = await Assert.ThrowsAsync<DistributedApplicationException>(() => PostgresLocation.ChooseAsync(_fixture.Home, _server, Token));

        Assert.StartsWith($"The PostgreSQL cluster in {cluster.Parent!.FullName} cannot be reached any more", exception.Message, StringComparison.Ordinal);
        Assert.True(cluster.Exists);
    }

    public void Dispose()
    {
        _fixture.Dispose();
    }

    private PostgresWorkload Workload()
    {
        return new PostgresWorkload(_server, [_database], _fixture.Connections, _fixture.Home);
    }

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(_fixture.Connections.ConnectionString(_database) + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}
