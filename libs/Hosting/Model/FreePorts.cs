using System.Net;
using System.Net.Sockets;

namespace Switchyard.Hosting.Model;

/// <summary>Finds ports nobody listens on.</summary>
internal static class FreePorts
{
    /// <summary>Gets a port that is free now. Another process may take it before it is used; the start then says so.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Says whether a process can listen on the port, on both loopback addresses.</summary>
    public static bool IsFree(int port)
    {
        return CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));
    }

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException exception)
        {
            // A machine without an IPv6 loopback cannot have the port taken there.
            return exception.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
