using System.Diagnostics;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A PostgreSQL of the tests' own: a new cluster in a temporary folder, on a free loopback port, gone afterwards. As root it runs as the user postgres.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(60);

    // Made once in each process: to copy an empty cluster is a fraction of the work of making one.
    private static readonly Lazy<Task<string>> s_empty = new(MakeEmptyAsync);

    // A shell on a pipe from this process removes it, also when the tests are killed.
    private static Process? s_remover;

    private readonly string _folder;
    private readonly int _port;
    private readonly IReadOnlyList<string> _settings;
    private ServerProcess _process;

    private PostgresServer(string folder, int port, IReadOnlyList<string> settings)
    {
        (_folder, _port, _settings) = (folder, port, settings);
        _process = StartProcess();
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Maximum Pool Size=20";
    }

    /// <summary>Gets the Npgsql connection string.</summary>
    public string ConnectionString { get; }

    /// <summary>Gets its port.</summary>
    public int Port => _port;

    /// <summary>Makes and starts a cluster.</summary>
    public static Task<PostgresServer> StartAsync(CancellationToken cancellationToken) => StartAsync([], cancellationToken);

    /// <summary>Makes and starts a cluster with more settings, such as <c>fsync=off</c>.</summary>
    public static async Task<PostgresServer> StartAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var empty = await s_empty.Value.WaitAsync(cancellationToken);
        var folder = await MakeFolderAsync(cancellationToken);
        await RequireAsync(User, ["cp", "-a", empty, DataOf(folder)], cancellationToken);
        var server = new PostgresServer(folder, FreePort.Find(), settings);
        await server.WaitUntilReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Ends the server as a crash would; its data and its port stay.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts a killed server again.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        // The killed server may still be a zombie, which a lock file would take for one that runs.
        File.Delete(Path.Combine(DataOf(_folder), "postmaster.pid"));
        File.Delete(Path.Combine(_folder, $".s.PGSQL.{_port}.lock"));
        _process = StartProcess();
        return WaitUntilReadyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<string> MakeEmptyAsync()
    {
        var folder = await MakeFolderAsync(CancellationToken.None);
        s_remover = Process.Start(new ProcessStartInfo("sh", ["-c", "cat >/dev/null; rm -rf \"$1\"", "remover", folder]) { RedirectStandardInput = true, RedirectStandardOutput = true });
        await RequireAsync(User, [Path.Combine(FindBinaries(), "initdb"), "-D", DataOf(folder), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--wal-segsize=1", "--no-sync"], CancellationToken.None);
        return DataOf(folder);
    }

    private static async Task<string> MakeFolderAsync(CancellationToken cancellationToken)
    {
        var folder = $"/tmp/switchyard-tests-{Guid.NewGuid():N}";
        Directory.CreateDirectory(folder);
        if (User is { } user)
        {
            await RequireAsync(null, ["chown", user, folder], cancellationToken);
        }

        return folder;
    }

    private static string DataOf(string folder) => Path.Combine(folder, "data");

    private static string? User => ServerProcess.IsRoot ? "postgres" : null;

    private ServerProcess StartProcess()
    {
        string[] settings = [$"port={_port}", "listen_addresses=127.0.0.1", $"unix_socket_directories={_folder}", "max_connections=60", .. _settings];
        return ServerProcess.Start(User, [Path.Combine(FindBinaries(), "postgres"), "-D", DataOf(_folder), .. settings.SelectMany(setting => new[] { "-c", setting })]);
    }

    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Deadline.WaitAsync(
        () => ServerProcess.RunAsync(User, [Path.Combine(FindBinaries(), "pg_isready"), "-q", "-h", "127.0.0.1", "-p", $"{_port}"], cancellationToken), s_readyLimit, "PostgreSQL to be ready", cancellationToken);

    private static string FindBinaries()
    {
        const string Debian = "/usr/lib/postgresql";
        var folders = Directory.Exists(Debian) ? Directory.GetDirectories(Debian).OrderByDescending(folder => double.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin")) : [];
        var path = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(':');
        return folders.Concat(path).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed; on Debian: apt-get install postgresql.");
    }

    private static async Task RequireAsync(string? user, string[] command, CancellationToken cancellationToken)
    {
        if (!await ServerProcess.RunAsync(user, command, cancellationToken))
        {
            throw new InvalidOperationException($"'{string.Join(' ', command)}' failed.");
        }
    }
}
