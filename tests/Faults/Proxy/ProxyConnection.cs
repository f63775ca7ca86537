using System.Net;
using System.Net.Sockets;

namespace Switchyard.Faults.Proxy;

/// <summary>A client's connection and the one to the server that serves it.</summary>
internal sealed class ProxyConnection(Socket client, FaultProxy proxy) : IDisposable
{
    private const int BufferBytes = 16 * 1024;

    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private volatile bool _hasLost;

    /// <summary>Gets whether something that was said on it is gone.</summary>
    public bool HasLost => _hasLost;

    /// <summary>Carries what is said until either side ends.</summary>
    public async Task ServeAsync(CancellationToken stop)
    {
        try
        {
            client.NoDelay = true;
            await _server.ConnectAsync(IPAddress.Loopback, proxy.Target, stop);
            await using var near = new NetworkStream(client);
            await using var far = new NetworkStream(_server);
            var requests = CarryAsync(near, far, _server, static rules => rules.Requests, stop);
            var replies = CarryAsync(far, near, client, static rules => rules.Replies, stop);
            await Task.WhenAll(requests, replies);
            Dispose();
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side is gone, and so is the other.
            Reset();
        }
    }

    /// <summary>Ends both connections as usual.</summary>
    public void Dispose()
    {
        client.Dispose();
        _server.Dispose();
    }

    /// <summary>Ends both connections with a reset, whatever is under way.</summary>
    public void Reset()
    {
        Reset(client);
        Reset(_server);
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It was never connected, or has been closed.
        }

        socket.Dispose();
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to, Socket receiver, Func<ProxyRules, ITrafficRule> ruleOf, CancellationToken stop)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            int count;
            while ((count = await from.ReadAsync(buffer, stop)) > 0)
            {
                if (!await PassAsync(buffer.AsMemory(0, count), to, ruleOf, stop))
                {
                    Reset();
                    return;
                }
            }

            receiver.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            Reset();
        }
    }

    private async Task<bool> PassAsync(ReadOnlyMemory<byte> bytes, NetworkStream to, Func<ProxyRules, ITrafficRule> ruleOf, CancellationToken stop)
    {
        Passage passage;
        do
        {
            var rules = proxy.Rules;
            passage = await ruleOf(rules).PassAsync(bytes, to, rules.Replaced, stop);
        }
        while (passage == Passage.Waited);
        _hasLost |= passage == Passage.Lost;
        return passage != Passage.Reset;
    }
}
