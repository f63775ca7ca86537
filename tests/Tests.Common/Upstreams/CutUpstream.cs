using System.Net;
using System.Net.Sockets;

namespace Switchyard.Tests.Common.Upstreams;

/// <summary>
/// An upstream that accepts every request with the headers of a whole answer and ends the connection before the first byte of its body.
/// Its own sockets, because a web server resets the connection for an answer that is too short, and a reset overtakes the headers.
/// </summary>
public sealed class CutUpstream : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _serving;

    /// <summary>Starts it on a free port.</summary>
    public CutUpstream()
    {
        _listener.Start();
        _serving = ServeAsync(_stopping.Token);
    }

    /// <summary>Gets its address.</summary>
    public string Address => $"http://{_listener.LocalEndpoint}";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _serving.ContinueWith(static _ => { }, TaskScheduler.Default);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
            var stream = client.GetStream();
            await ReadRequestAsync(stream, cancellationToken);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n"u8.ToArray(), cancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);

            // Whatever is still unread when a socket is closed resets the connection, so the other side leaves first.
            await stream.CopyToAsync(Stream.Null, cancellationToken);
        }
    }

    // The end of the headers is enough: the body may come later, and is not looked at.
    private static async Task ReadRequestAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        var length = 0;
        int read;
        do
        {
            read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
        }
        while (read > 0 && buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) < 0);
    }
}
