using System.Net.Sockets;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A Redis of the tests' own on a free loopback port, in memory only, gone afterwards.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(30);

    private readonly int _port;
    private ServerProcess _process;

    private RedisServer(ServerProcess process, int port)
    {
        (_process, _port) = (process, port);
        ConnectionString = $"127.0.0.1:{port}";
    }

    /// <summary>Gets <c>host:port</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var server = new RedisServer(StartProcess(port), port);
        await server.WaitUntilReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Ends the server as a crash would; what it knew is gone, its port stays.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts a new, empty server on the port of a killed one.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process = StartProcess(_port);
        return WaitUntilReadyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static ServerProcess StartProcess(int port) =>
        ServerProcess.Start(null, "redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no");

    private Task WaitUntilReadyAsync(CancellationToken cancellationToken) => Deadline.WaitAsync(() => ConnectsAsync(_port, cancellationToken), s_readyLimit, "Redis to listen", cancellationToken);

    private static async Task<bool> ConnectsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
