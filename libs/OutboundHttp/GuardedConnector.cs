using System.Net;
using System.Net.Sockets;

namespace Switchyard.OutboundHttp;

/// <summary>Opens connections. The last word is here: the address that is connected to is the one that was checked, whatever the name meant a moment ago.</summary>
internal sealed class GuardedConnector(AddressPolicy addresses, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    /// <summary>Finds the addresses of <paramref name="host"/>. One that must not be asked spoils all: no honest name has both kinds.</summary>
    /// <exception cref="UrlNotAllowedException">One of them must not be asked.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        var found = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancellationToken).ConfigureAwait(false);
        if (found.Length == 0)
        {
            throw new SocketException((int)SocketError.HostNotFound);
        }

        return found.All(addresses.Allows) ? found : throw UrlPolicy.NotPublic();
    }

    /// <summary>Connects for an HTTP handler.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var found = await ResolveAsync(context.DnsEndPoint.Host, cancellationToken).ConfigureAwait(false);
        return await AddressConnection.OpenAsync(found, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
    }
}
