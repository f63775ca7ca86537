using System.Net.Sockets;
using System.Text;

namespace Switchyard.ServiceDefaults.Tests;

/// <summary>Sends bytes as they are: for requests no HTTP client would make.</summary>
internal static class RawHttp
{
    public static async Task<string> SendAsync(int port, string request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellationToken);
    }
}
