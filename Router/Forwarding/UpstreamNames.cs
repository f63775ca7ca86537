using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Switchyard.OutboundHttp;

namespace Switchyard.Router.Forwarding;

/// <summary>Finds the addresses of upstreams for each new connection. While the resolver fails a name keeps the addresses it had last.</summary>
/// <param name="resolve">The resolver.</param>
internal sealed class UpstreamNames(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
{
    // Names are the configuration's; this only bounds what many changes of it could leave behind.
    private const int MaxNames = 1024;

    private readonly ConcurrentDictionary<string, IPAddress[]> _last = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Connects for an HTTP handler, to the first address that answers.</summary>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken) =>
        await AddressConnection.OpenAsync(await ResolveAsync(context.DnsEndPoint.Host, cancellationToken), context.DnsEndPoint.Port, cancellationToken);

    private async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal))
        {
            return [literal];
        }

        try
        {
            var found = await resolve(host, cancellationToken);
            return found.Length > 0 ? Remember(host, found) : throw new SocketException((int)SocketError.HostNotFound);
        }
        catch (SocketException) when (_last.TryGetValue(host, out var last))
        {
            return last;
        }
    }

    private IPAddress[] Remember(string host, IPAddress[] found)
    {
        if (_last.Count >= MaxNames && !_last.ContainsKey(host))
        {
            _last.Clear();
        }

        return _last[host] = found;
    }
}
