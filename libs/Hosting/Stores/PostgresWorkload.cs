using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Npgsql;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Stores;

/// <summary>A native PostgreSQL server on loopback TCP, with its cluster made at the first start.</summary>
internal sealed class PostgresWorkload(PostgresServerResource resource, IReadOnlyList<PostgresDatabaseResource> databases, StoreConnections connections, HomeFolder home) : IWorkload
{
    private readonly PostgresSetup _setup = new(resource, databases, connections);
    private string? _folder;

    public string Name => resource.Name;

    public string Kind => "postgres";

    public string? Url => $"{StoreConnections.Host}:{connections.PortOf(resource)}";

    public IReadOnlyList<int> Ports => [connections.PortOf(resource)];

    public string? DataPath => _folder;

    public bool IsWarning(string line)
    {
        return LogLines.IsPostgresFailure(line);
    }

    public void Check()
    {
        PostgresInstallation.Find(clusterVersion: null);
        PostgresAccount.Check();
    }

    public async Task<ChildProcessConfig> PrepareAsync(CancellationToken cancellationToken)
    {
        if (_folder is null)
        {
            _folder = await PostgresLocation.ChooseAsync(home, resource, cancellationToken).ConfigureAwait(false);
            StoreFolder.EmptyUnlessVolume(Path.Combine(_folder, "cluster"), resource);
        }

        var cluster = new PostgresCluster(_folder);
        var installation = PostgresInstallation.Find(cluster.Version);
        if (cluster.Version is null)
        {
            await cluster.CreateAsync(installation, StoreConnections.SuperuserOf(resource), connections.SuperuserPasswordOf(resource), cancellationToken).ConfigureAwait(false);
        }

        cluster.RemoveStaleLock();
        return CreateConfig(installation, cluster);
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _setup.ProbeAsync(cancellationToken).ConfigureAwait(false);
            return ProbeResult.Ready("a connection was accepted");
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new DistributedApplicationException(
                $"PostgreSQL refuses the password in {Path.Combine(home.Secrets, resource.Name)} for the cluster in {_folder}. "
                + "Put back the secret that belongs to the cluster, or remove both with ./switchyard reset, which deletes the data.",
                exception);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException)
        {
            return ProbeResult.NotReady($"a connection failed: {exception.Message}");
        }
    }

    public Task CompleteStartAsync(CancellationToken cancellationToken)
    {
        return _setup.ApplyAsync(cancellationToken);
    }

    // Small buffers: on a developer's machine the whole system shares the memory. The data's safety settings keep their defaults.
    private ChildProcessConfig CreateConfig(PostgresInstallation installation, PostgresCluster cluster)
    {
        string[] settings =
        [
            $"listen_addresses={StoreConnections.Host}", $"port={connections.PortOf(resource)}", "unix_socket_directories=",
            "shared_buffers=32MB", "max_connections=60", "max_wal_size=256MB", "huge_pages=off", "jit=off", "max_logical_replication_workers=0",
            "log_destination=stderr", "logging_collector=off", "timezone=UTC", "log_timezone=UTC",
        ];
        var command = PostgresAccount.Prefix([installation.Server, "-D", cluster.Data, .. settings.SelectMany(setting => (string[])["-c", setting])]);
        return new ChildProcessConfig
        {
            FileName = command[0],
            Arguments = [.. command.Skip(1)],
            WorkingDirectory = "/",
            IsGuarded = true,
            StopSignal = Signals.Interrupt,
        };
    }
}
