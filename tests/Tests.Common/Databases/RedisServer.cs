using System.Net.Sockets;

namespace Switchyard.Tests.Common.Databases;

/// <summary>A Redis of the tests' own on a free loopback port, in memory only, gone afterwards.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan s_readyLimit = TimeSpan.FromSeconds(30);

    private readonly ServerProcess _process;

    private RedisServer(ServerProcess process, int port)
    {
        _process = process;
        ConnectionString = $"127.0.0.1:{port}";
    }

    /// <summary>Gets <c>host:port</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Starts a server.</summary>
    public static async Task<RedisServer> StartAsync(CancellationToken cancellationToken)
    {
        var port = FreePort.Find();
        var process = ServerProcess.Start(null, "redis-server", "--port", $"{port}", "--bind", "127.0.0.1", "--save", string.Empty, "--appendonly", "no");
        await Deadline.WaitAsync(() => ConnectsAsync(port, cancellationToken), s_readyLimit, "Redis to listen", cancellationToken);
        return new RedisServer(process, port);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

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
