using System.Net;
using System.Net.Sockets;

namespace Switchyard.OutboundHttp;

/// <summary>Decides which addresses may be connected to: those of the public internet, and the networks configuration names.</summary>
internal sealed class AddressPolicy(IEnumerable<string> allowedNetworks)
{
    // IANA's special-purpose registry, and what never is a server's own address (multicast, reserved).
    private static readonly IPNetwork[] s_special =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
            "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",

            // Tunnels into IPv4 (Teredo among the protocol assignments, 6to4), which lead wherever the embedded address says; and documentation.
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // Of IPv6 only global unicast is in use; all else is loopback, local, multicast, mapped, NAT64 or not given out.
    private static readonly IPNetwork s_globalUnicast = IPNetwork.Parse("2000::/3");

    private readonly IPNetwork[] _allowed = [.. allowedNetworks.Select(IPNetwork.Parse)];

    /// <summary>Says whether <paramref name="address"/> may be connected to.</summary>
    public bool Allows(IPAddress address)
    {
        // The same machine in another spelling.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Contains(_allowed, plain) || (!Contains(s_special, plain) && (plain.AddressFamily == AddressFamily.InterNetwork || s_globalUnicast.Contains(plain)));
    }

    private static bool Contains(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
