using System.Net;
using System.Net.Sockets;

namespace Switchyard.QueueClient.Tests;

/// <summary>Stands before a server and cuts its answers on the first connections, once they have come: the server has done what the client does not hear of.</summary>
internal sealed class CuttingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _serving = [];
    private readonly int _target;
    private readonly int[] _passed;
    private readonly Task _accepting;

    /// <summary>Opens a proxy.</summary>
    /// <param name="target">The server's port.</param>
    /// <param name="passed">How many bytes of the answer on the first connection are passed on, of that on the second, and so on; those on later ones are whole.</param>
    public CuttingProxy(int target, params int[] passed)
    {
        (_target, _passed) = (target, passed);
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>Gets how many connections there were.</summary>
    public int Connections { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_serving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            var client = await _listener.AcceptSocketAsync(_stop.Token);
            _serving.Add(ServeAsync(client, Connections < _passed.Length ? _passed[Connections] : int.MaxValue));
            Connections++;
        }
    }

    private async Task ServeAsync(Socket client, int left)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
        await using var near = new NetworkStream(client, ownsSocket: true);
        await using var far = new NetworkStream(server);
        var requests = near.CopyToAsync(far, _stop.Token);
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await far.ReadAsync(buffer, _stop.Token)) > 0)
        {
            await near.WriteAsync(buffer.AsMemory(0, Math.Min(count, left)), _stop.Token);
            if (count > left)
            {
                client.Close(timeout: 0);
                break;
            }

            left -= count;
        }

        near.Close();
        await requests.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
