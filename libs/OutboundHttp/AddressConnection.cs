using System.Net;
using System.Net.Sockets;

namespace Switchyard.OutboundHttp;

/// <summary>Opens connections for HTTP handlers whose owner finds the addresses itself.</summary>
public static class AddressConnection
{
    /// <summary>Connects to the first of <paramref name="addresses"/> that answers.</summary>
    /// <param name="addresses">The addresses of one host.</param>
    /// <param name="port">The port.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="SocketException">None answers.</exception>
    public static async Task<Stream> OpenAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken = default)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        NetworkStream? stream = null;
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken).ConfigureAwait(false);
            return stream = new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (stream is null)
            {
                socket.Dispose();
            }
        }
    }
}
