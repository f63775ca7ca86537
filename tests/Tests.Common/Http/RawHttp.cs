using System.Net.Sockets;
using System.Text;

namespace Switchyard.Tests.Common.Http;

/// <summary>Sends bytes as they are: for requests no HTTP client would make.</summary>
public static class RawHttp
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    /// <summary>Sends <paramref name="request"/>, each character one byte, and reads until the server closes.</summary>
    public static Task<string> SendAsync(int port, string request, CancellationToken cancellationToken) => SendAsync(port, Encoding.Latin1.GetBytes(request), cancellationToken);

    /// <summary>Sends <paramref name="request"/> and reads until the server closes.</summary>
    /// <exception cref="OperationCanceledException">It did not close within a minute.</exception>
    public static async Task<string> SendAsync(int port, byte[] request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, limit.Token);
        using var answer = new MemoryStream();
        try
        {
            await client.GetStream().WriteAsync(request, limit.Token);
            await client.GetStream().CopyToAsync(answer, limit.Token);
        }
        catch (IOException)
        {
            // A server that closes before it has read all resets the connection; what it said before counts.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
