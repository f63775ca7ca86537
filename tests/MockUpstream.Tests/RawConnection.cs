using System.Net.Sockets;
using System.Text;

namespace Switchyard.MockUpstream.Tests;

/// <summary>A socket to the mock, for what no HTTP client shows.</summary>
internal sealed class RawConnection : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<RawConnection> OpenAsync(MockServer server)
    {
        var connection = new RawConnection();
        var address = new Uri(server.Address);
        await connection._socket.ConnectAsync(address.Host, address.Port, Token);
        return connection;
    }

    /// <summary>Sends one request and reads until the server is done.</summary>
    public static async Task<RawResponse> PostAsync(MockServer server, string path, string body, string headers = "")
    {
        using var connection = await OpenAsync(server);
        await connection.SendAsync(path, body, headers + "Connection: close\r\n");
        return await connection.ReadAsync();
    }

    /// <summary>Says whether the next connection is reset without a byte: while it is being made or when it is read.</summary>
    public static async Task<bool> IsRefusedAsync(MockServer server)
    {
        try
        {
            using var connection = await OpenAsync(server);
            return await connection.ReadAsync() is { WasReset: true, Bytes.Length: 0 };
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return true;
        }
    }

    public async Task SendAsync(string path, string body, string headers = "")
    {
        var content = Encoding.UTF8.GetBytes(body);
        var head = $"POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: {content.Length}\r\n{headers}\r\n";
        await _socket.SendAsync(Encoding.ASCII.GetBytes(head).Concat(content).ToArray(), Token);
    }

    /// <summary>Reads to the end, orderly or not.</summary>
    public async Task<RawResponse> ReadAsync()
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await _socket.ReceiveAsync(buffer, Token)) > 0)
            {
                bytes.Write(buffer, 0, read);
            }

            return new RawResponse(bytes.ToArray(), WasReset: false);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            return new RawResponse(bytes.ToArray(), WasReset: true);
        }
    }

    /// <summary>Reads until <paramref name="text"/> has come.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var received = new StringBuilder();
        var buffer = new byte[4096];
        while (!received.ToString().Contains(text, StringComparison.Ordinal))
        {
            var read = await _socket.ReceiveAsync(buffer, Token);
            Assert.True(read > 0, $"The connection ended after: {received}");
            received.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return received.ToString();
    }

    public void Dispose() => _socket.Dispose();
}
