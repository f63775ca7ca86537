using System.Net.Sockets;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A Redis of the tests' own on a free loopback port, gone afterwards; in memory only unless its settings say otherwise.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(30);

    private readonly int _port;
    private readonly IReadOnlyList<string> _settings;
    private ServerProcess _process;

    private RedisServer(int port, IReadOnlyList<string> settings)
    {
        (_port, _settings) = (port, settings);
        _process = StartProcess();
        ConnectionString = $"127.0.0.1:{port}";
    }

    /// <summary>Gets <c>host:port</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server.</summary>
    public static Task<RedisServer> StartAsync(CancellationToken cancellationToken) => StartAsync([], cancellationToken);

    /// <summary>Starts a server with more settings, as on its command line: <c>--appendonly yes</c>.</summary>
    public static async Task<RedisServer> StartAsync(IReadOnlyList<string> settings, CancellationToken cancellationToken)
    {
        var server = new RedisServer(FreePort.Find(), settings);
        await server.WaitUntilReadyAsync(cancellationToken);
        return server;
    }

    /// <summary>Gets its port.</summary>
    public int Port => _port;

    /// <summary>Gets the id of its process.</summary>
    public Task<int> FindProcessAsync() => _process.FindIdAsync();

    /// <summary>Ends the server as a crash would; what it had in memory is gone, its port stays.</summary>
    public Task KillAsync() => _process.KillAsync();

    /// <summary>Starts a new server on the port of a killed one; it knows what was kept on disk.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _process = StartProcess();
        return WaitUntilReadyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private ServerProcess StartProcess() =>
        ServerProcess.Start(null, ["redis-server", "--port", $"{_port}", "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no", .. _settings]);

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
