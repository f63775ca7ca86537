using System.Net;
using System.Net.Sockets;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>One connection with at most one request under way.</summary>
internal sealed class Connection : IDisposable
{
    private readonly IPEndPoint _address;
    private Socket? _socket;

    public Connection(IPEndPoint address) => _address = address;

    /// <summary>Gets the answer that is being read.</summary>
    public AnswerScanner Answer { get; } = new();

    /// <summary>Gets when the request was to be sent.</summary>
    public long Intended { get; private set; }

    /// <summary>Gets or sets when the last events came; 0 before the first.</summary>
    public long LastEvent { get; set; }

    public bool IsBusy { get; private set; }

    public void Open(Poller poller, int id)
    {
        _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        _socket.Connect(_address);
        _socket.Blocking = false;
        poller.Add(_socket, id);
    }

    /// <summary>Sends <paramref name="request"/>, which fits into a socket's buffer.</summary>
    public bool Send(ReadOnlySpan<byte> request, long intended)
    {
        (Intended, LastEvent, IsBusy) = (intended, 0, true);
        Answer.Reset();
        return _socket!.Send(request, SocketFlags.None, out var error) == request.Length && error == SocketError.Success;
    }

    /// <summary>Reads what is there; 0 where the peer closed or failed, -1 where nothing was.</summary>
    public int Receive(Span<byte> buffer)
    {
        var count = _socket!.Receive(buffer, SocketFlags.None, out var error);
        return error == SocketError.WouldBlock ? -1 : error == SocketError.Success ? count : 0;
    }

    public void End() => IsBusy = false;

    public void Dispose()
    {
        IsBusy = false;
        _socket?.Dispose();
    }
}
