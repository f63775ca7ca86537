using Aspire.Hosting;
using Npgsql;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Stores;

/// <summary>A PostgreSQL for the time of one command: a cluster of its own in a temporary folder, on a free port, gone afterwards. Nothing of the system's own data is touched.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private const string Superuser = "postgres";
    private const int PasswordLength = 32;

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(50);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("switchyard-postgres-");
    private readonly string _password = SecretStore.Generate(PasswordLength);
    private readonly int _port = FreePorts.Next();
    private ChildProcess? _server;

    private TemporaryPostgres()
    {
    }

    /// <summary>Gets the database, as Npgsql reads it.</summary>
    public string ConnectionString => $"Host={StoreConnections.Host};Port={_port};Username={Superuser};Password={_password};Database=postgres";

    /// <summary>Makes a cluster and starts it.</summary>
    /// <exception cref="DistributedApplicationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<TemporaryPostgres> StartAsync(CancellationToken cancellationToken)
    {
        PostgresAccount.Check();
        var installation = PostgresInstallation.Find(null);
        var postgres = new TemporaryPostgres();
        var isReady = false;
        try
        {
            await postgres.StartAsync(installation, cancellationToken).ConfigureAwait(false);
            isReady = true;
            return postgres;
        }
        finally
        {
            if (!isReady)
            {
                await postgres.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync().ConfigureAwait(false);
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartAsync(PostgresInstallation installation, CancellationToken cancellationToken)
    {
        await PostgresAccount.OwnAsync(_folder.FullName, cancellationToken).ConfigureAwait(false);
        var cluster = new PostgresCluster(_folder.FullName);
        await cluster.CreateAsync(installation, Superuser, _password, cancellationToken).ConfigureAwait(false);
        _server = ChildProcess.Start(CreateConfig(installation, cluster), static _ => { });
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (_server.Exited.IsCompleted || TimeProvider.System.GetElapsedTime(started) > s_limit)
            {
                throw new DistributedApplicationException($"The temporary PostgreSQL in {_folder.FullName} does not start.");
            }

            await Task.Delay(s_poll, cancellationToken).ConfigureAwait(false);
        }
    }

    // The data's safety settings keep their defaults: what is proven with them holds for the system.
    private ChildProcessConfig CreateConfig(PostgresInstallation installation, PostgresCluster cluster)
    {
        string[] settings = [$"listen_addresses={StoreConnections.Host}", $"port={_port}", "unix_socket_directories=", "jit=off"];
        var command = PostgresAccount.Prefix([installation.Server, "-D", cluster.Data, .. settings.SelectMany(setting => (string[])["-c", setting])]);
        return new ChildProcessConfig { FileName = command[0], Arguments = [.. command.Skip(1)], WorkingDirectory = "/", IsGuarded = true, StopSignal = Signals.Interrupt };
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
        await using (connection.ConfigureAwait(false))
        {
            try
            {
                await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }
    }
}
