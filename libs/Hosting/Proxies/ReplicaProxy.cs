using System.Net;
using System.Net.Sockets;

namespace Switchyard.Hosting.Proxies;

/// <summary>
/// A TCP proxy before the replicas of a service: connections go to one replica after another, and a replica that refuses is passed over.
/// It knows nothing of HTTP, so streams, WebSockets and uploads pass as they are; a connection stays with its replica.
/// </summary>
internal sealed class ReplicaProxy : IAsyncDisposable
{
    private static readonly TimeSpan s_acceptPause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stopping = new();
    private readonly List<TcpListener> _listeners;
    private readonly IReadOnlyList<int> _targets;
    private readonly Task _accepting;
    private int _next = -1;

    private ReplicaProxy(List<TcpListener> listeners, IReadOnlyList<int> targets)
    {
        _listeners = listeners;
        _targets = targets;
        _accepting = Task.WhenAll(listeners.Select(AcceptAsync));
    }

    /// <summary>Starts to listen on both loopback addresses.</summary>
    public static ReplicaProxy Start(int port, IReadOnlyList<int> targets)
    {
        var listeners = new List<TcpListener>();
        foreach (var address in Socket.OSSupportsIPv6 ? (IPAddress[])[IPAddress.Loopback, IPAddress.IPv6Loopback] : [IPAddress.Loopback])
        {
            var listener = new TcpListener(address, port);
            try
            {
                listener.Start();
                listeners.Add(listener);
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                // The machine has no IPv6 loopback; IPv4 is enough.
                listener.Dispose();
            }
        }

        return new ReplicaProxy(listeners, targets);
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        foreach (var listener in _listeners)
        {
            listener.Dispose();
        }

        await _accepting.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await listener.AcceptTcpClientAsync(_stopping.Token).ConfigureAwait(false);
                _ = ForwardAsync(client, _stopping.Token);
            }
            catch (SocketException)
            {
                // A connection that died before it was accepted is no reason to stop. Nor are too few file descriptors, which last a while.
                await Task.Delay(s_acceptPause, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
            {
                // The loop's condition ends it.
            }
        }
    }

    private async Task ForwardAsync(TcpClient client, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                using var replica = await ConnectAsync(cancellationToken).ConfigureAwait(false);
                if (replica is not null)
                {
                    client.NoDelay = true;
                    await Task.WhenAll(CopyAsync(client, replica, cancellationToken), CopyAsync(replica, client, cancellationToken)).ConfigureAwait(false);
                }
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side broke off: disposing both tells the other.
            }
        }
    }

    private async Task<TcpClient?> ConnectAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < _targets.Count; attempt++)
        {
            var index = (int)((uint)Interlocked.Increment(ref _next) % (uint)_targets.Count);
            var replica = new TcpClient { NoDelay = true };
            try
            {
                await replica.ConnectAsync("localhost", _targets[index], cancellationToken).ConfigureAwait(false);
                return replica;
            }
            catch (SocketException)
            {
                replica.Dispose();
            }
        }

        return null;
    }

    // The end of one direction is passed on, so that half-closed connections work; an error of one ends both.
    private static async Task CopyAsync(TcpClient source, TcpClient target, CancellationToken cancellationToken)
    {
        try
        {
            await source.GetStream().CopyToAsync(target.GetStream(), cancellationToken).ConfigureAwait(false);
            target.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            source.Dispose();
            target.Dispose();
        }
    }
}
