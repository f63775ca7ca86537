using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Switchyard.MockUpstream.Delivery;

/// <summary>Ends connections in ways a web server does not.</summary>
internal static class ClientConnection
{
    private static readonly TimeSpan s_leaveLimit = TimeSpan.FromSeconds(10);

    /// <summary>Resets the connection of a request.</summary>
    public static void Reset(HttpContext context)
    {
        Linger(context.Features);
        context.Abort();
    }

    /// <summary>Resets a connection that has just been accepted.</summary>
    public static void Reset(ConnectionContext connection)
    {
        Linger(connection.Features);
        connection.Abort();
    }

    /// <summary>Says that nothing more comes, and waits until the caller leaves: whoever closes first with something unread resets the connection instead.</summary>
    public static async Task CloseAsync(HttpContext context, TimeProvider time)
    {
        Socket(context.Features).Shutdown(SocketShutdown.Send);
        await Task.Delay(s_leaveLimit, time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    // Closed with this set, a socket sends a reset instead of an orderly end.
    private static void Linger(IFeatureCollection features) => Socket(features).LingerState = new LingerOption(enable: true, seconds: 0);

    private static Socket Socket(IFeatureCollection features) => features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
