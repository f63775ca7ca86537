using System.Net.Sockets;
using System.Text;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Logs;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Supervision;

namespace Switchyard.Hosting.Stores;

/// <summary>A native redis-server: loopback, a password, an append-only file.</summary>
internal sealed class RedisWorkload(RedisResource resource, StoreConnections connections, HomeFolder home) : IWorkload
{
    private readonly string _folder = StoreFolder.PathOf(home, resource);
    private bool _started;

    public string Name => resource.Name;

    public string Kind => "redis";

    public string? Url => $"{StoreConnections.Host}:{connections.PortOf(resource)}";

    public IReadOnlyList<int> Ports => [connections.PortOf(resource)];

    public string? DataPath => _folder;

    public bool IsWarning(string line)
    {
        return LogLines.IsRedisFailure(line);
    }

    public void Check()
    {
        FindServer();
    }

    public Task<ChildProcessConfig> PrepareAsync(CancellationToken cancellationToken)
    {
        if (!_started)
        {
            StoreFolder.EmptyUnlessVolume(_folder, resource);
            _started = true;
        }

        Directory.CreateDirectory(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var configuration = Path.Combine(home.Run, resource.Name + ".conf");
        OwnerFile.Write(configuration, Configuration());
        return Task.FromResult(new ChildProcessConfig
        {
            FileName = FindServer(),
            Arguments = [configuration],
            WorkingDirectory = _folder,
            IsGuarded = true,
        });
    }

    public async Task<ProbeResult> ProbeAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(5));
        try
        {
            var answer = await PingAsync(timeout.Token).ConfigureAwait(false);
            return answer.EndsWith("+PONG\r\n", StringComparison.Ordinal) ? ProbeResult.Ready("PING answered") : ProbeResult.NotReady($"PING answered {answer.Trim()}");
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return ProbeResult.NotReady($"PING failed: {exception.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ProbeResult.NotReady("PING did not answer in time");
        }
    }

    public Task CompleteStartAsync(CancellationToken cancellationToken)
    {
        return Task.CompletedTask;
    }

    private static string FindServer()
    {
        return Executables.Find("redis-server")
            ?? throw new DistributedApplicationException("redis-server is not installed. On Debian: apt-get install redis-server. Then ./switchyard doctor shows whether anything else is missing.");
    }

    // The password stands in the file, not in the arguments, which every user of the machine can read.
    // noeviction: a full memory must be an error to whoever writes, never the silent loss of a queued job.
    private string Configuration()
    {
        return $"""
            bind {StoreConnections.Host}
            port {connections.PortOf(resource)}
            requirepass {Quote(connections.PasswordOf(resource))}
            protected-mode yes
            daemonize no
            dir {Quote(_folder)}
            save ""
            appendonly {(resource.Config.Volume is null ? "no" : "yes")}
            appendfsync everysec
            maxmemory-policy noeviction

            """;
    }

    // Configuration file and inline commands share one syntax for strings.
    private static string Quote(string value)
    {
        return $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private async Task<string> PingAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(StoreConnections.Host, connections.PortOf(resource), cancellationToken).ConfigureAwait(false);
        var stream = client.GetStream();
        var request = Encoding.ASCII.GetBytes($"AUTH {Quote(connections.PasswordOf(resource))}\r\nPING\r\nQUIT\r\n");
        await stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var answer = await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        return answer.Replace("+OK\r\n", string.Empty, StringComparison.Ordinal);
    }
}
