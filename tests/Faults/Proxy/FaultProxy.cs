using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Switchyard.Faults.Proxy;

/// <summary>Stands before a server on a loopback port and does to its connections what networks do: cuts, holds, loses and delays them, by rules that can be changed at any time.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly ConcurrentDictionary<ProxyConnection, Task> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;
    private volatile ProxyRules _rules = new();
    private volatile int _target;

    /// <summary>Opens a proxy.</summary>
    /// <param name="target">The server's port.</param>
    public FaultProxy(int target)
    {
        _target = target;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync(_stop.Token);
    }

    /// <summary>Gets the port it listens on.</summary>
    public int Port { get; }

    /// <summary>Gets the rules that apply now.</summary>
    public ProxyRules Rules => _rules;

    /// <summary>Gets or sets the server's port; connections there are stay where they are.</summary>
    public int Target
    {
        get => _target;
        set => _target = value;
    }

    /// <summary>Has other rules apply, to the connections there are too. Those that have lost bytes are reset.</summary>
    public void Apply(ProxyRules rules)
    {
        var before = Interlocked.Exchange(ref _rules, rules);
        foreach (var connection in _connections.Keys.Where(connection => connection.HasLost))
        {
            connection.Reset();
        }

        before.Replace();
    }

    /// <summary>Lets everything pass again.</summary>
    public void Heal() => Apply(new ProxyRules());

    /// <summary>Resets all connections.</summary>
    public void ResetAll()
    {
        foreach (var connection in _connections.Keys)
        {
            connection.Reset();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        ResetAll();
        await Task.WhenAll(_connections.Values);
        _stop.Dispose();
    }

    private async Task AcceptAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptSocketAsync(stop);
                var connection = new ProxyConnection(client, this);
                if (_rules.Refuses)
                {
                    connection.Reset();
                    continue;
                }

                _connections[connection] = ServeAsync(connection, stop);
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException)
            {
                // Ended, or the client has gone before it was accepted.
            }
        }
    }

    private async Task ServeAsync(ProxyConnection connection, CancellationToken stop)
    {
        await Task.Yield();
        await connection.ServeAsync(stop);
        _connections.TryRemove(connection, out _);
    }
}
