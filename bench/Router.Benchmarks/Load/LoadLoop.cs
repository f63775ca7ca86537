using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;

namespace Switchyard.Router.Benchmarks.Load;

/// <summary>
/// Sends requests by a schedule that does not wait for answers, and counts each one's time from when it was to be sent: where all connections are
/// busy, the wait for one is part of it. One thread does everything, so that it takes little of what is measured beside it.
/// </summary>
internal sealed class LoadLoop : IDisposable
{
    private const int MaxHoldSeconds = 60;

    private static readonly double s_nanoseconds = 1e9 / Stopwatch.Frequency;

    private readonly LoadRequest _request;
    private readonly long _grace;
    private readonly byte[] _bytes;
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly Poller _poller = new();
    private readonly Connection[] _connections;
    private readonly Stack<int> _idle = new();
    private readonly Histogram _latency = new();
    private readonly Histogram _firstEvent = new();
    private readonly Histogram _gap = new();
    private long _started;
    private long _ended;
    private long _sent;
    private long _done;
    private long _errors;
    private long _events;
    private string? _firstError;

    public LoadLoop(LoadRequest request)
    {
        _request = request;
        _grace = (long)(request.GraceSeconds * Stopwatch.Frequency);
        _bytes = Write(request);
        var address = new IPEndPoint(IPAddress.Parse(request.Host), request.Port);
        _connections = new Connection[request.Do == "release" ? 0 : request.Connections];
        for (var i = 0; i < _connections.Length; i++)
        {
            _connections[i] = new Connection(address);
        }
    }

    private long Offered => _request.Rate > 0 ? (long)(_request.Rate * _request.Seconds) : _sent;

    public LoadResult Run()
    {
        Open();
        _started = Stopwatch.GetTimestamp();
        var end = _started + (long)(_request.Seconds * Stopwatch.Frequency);
        for (var now = _started; !IsOver(now, end); now = Stopwatch.GetTimestamp())
        {
            SendDue(now, end);
            ReceiveWithin(NextWait(end));
        }

        return Result();
    }

    /// <summary>Opens a stream on every connection and keeps them, once each brought its first event.</summary>
    public LoadResult Hold(List<Connection> held)
    {
        _started = Stopwatch.GetTimestamp();
        for (var i = 0; i < _connections.Length; i++)
        {
            _connections[i].Open(_poller, i);
            _connections[i].Send(_bytes, Stopwatch.GetTimestamp());
            ReceiveWithin(0);
        }

        while (_firstEvent.Count + _errors < _connections.Length && Stopwatch.GetTimestamp() < _started + (MaxHoldSeconds * Stopwatch.Frequency))
        {
            ReceiveWithin(100_000_000);
        }

        held.AddRange(_connections);
        return Result();
    }

    public LoadResult Result() => new()
    {
        Offered = Offered,
        Done = _done,
        Errors = _errors + (_request.Do == "run" ? Offered - _done - _errors : 0),
        Seconds = Stopwatch.GetElapsedTime(_started, _ended).TotalSeconds,
        Events = _events,
        Latency = _latency.Read(),
        FirstEvent = _firstEvent.Read(),
        Gap = _gap.Read(),
        FirstError = _firstError ?? (Offered > _done + _errors ? $"{Offered - _done - _errors} were still under way" : null),
    };

    public void Dispose()
    {
        _poller.Dispose();
        if (_request.Do == "run")
        {
            Array.ForEach(_connections, connection => connection.Dispose());
        }
    }

    private static byte[] Write(LoadRequest request)
    {
        var body = Encoding.UTF8.GetBytes(request.Body);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"POST {request.Path} HTTP/1.1\r\nHost: {request.Host}:{request.Port}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n");
        foreach (var (name, value) in request.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private void Open()
    {
        for (var i = 0; i < _connections.Length; i++)
        {
            _connections[i].Open(_poller, i);
            _idle.Push(i);
        }
    }

    // A closed loop starts nothing after its end; a schedule is worked off, but not for ever.
    private bool IsOver(long now, long end) =>
        now > end + _grace || (_idle.Count == _connections.Length && (_request.Rate > 0 ? _sent == Offered : now >= end));

    private long Intended(long index) => _started + (long)(index / _request.Rate * Stopwatch.Frequency);

    private void SendDue(long now, long end)
    {
        while (_idle.Count > 0 && (_request.Rate > 0 ? _sent < Offered && Intended(_sent) <= now : now < end))
        {
            var id = _idle.Pop();
            var sent = _connections[id].Send(_bytes, _request.Rate > 0 ? Intended(_sent) : now);
            _sent++;
            if (!sent)
            {
                Fail(id, "a request could not be sent");
            }
        }
    }

    private long NextWait(long end)
    {
        var until = _request.Rate > 0 && _sent < Offered && _idle.Count > 0 ? Intended(_sent) : end + _grace;
        return (long)((until - Stopwatch.GetTimestamp()) * s_nanoseconds);
    }

    private void ReceiveWithin(long nanoseconds)
    {
        var count = _poller.Wait(nanoseconds);
        for (var i = 0; i < count; i++)
        {
            Receive(_poller.Id(i));
        }
    }

    private void Receive(int id)
    {
        var connection = _connections[id];
        var read = connection.Receive(_buffer);
        if (read <= 0)
        {
            if (read == 0)
            {
                Fail(id, "a connection was closed");
            }

            return;
        }

        var before = connection.Answer.Events;
        connection.Answer.Read(_buffer.AsSpan(0, read));
        var now = Stopwatch.GetTimestamp();
        if (connection.Answer.Events > before)
        {
            CountEvents(connection, connection.Answer.Events - before, now);
        }

        if (connection.Answer.IsWhole)
        {
            End(id, now);
        }
        else if (connection.Answer.Status > 299)
        {
            _firstError ??= Encoding.UTF8.GetString(_buffer, 0, read);
        }
    }

    private void CountEvents(Connection connection, int count, long now)
    {
        _events += count;
        (connection.LastEvent == 0 ? _firstEvent : _gap).Add((long)((now - (connection.LastEvent == 0 ? connection.Intended : connection.LastEvent)) * s_nanoseconds));
        connection.LastEvent = now;
    }

    private void End(int id, long now)
    {
        var connection = _connections[id];
        if (connection.Answer.Status != 200)
        {
            _errors++;
            _firstError ??= $"status {connection.Answer.Status}";
        }
        else
        {
            _done++;
            _latency.Add((long)((now - connection.Intended) * s_nanoseconds));
        }

        _ended = now;
        connection.End();
        _idle.Push(id);
    }

    private void Fail(int id, string why)
    {
        var connection = _connections[id];
        _firstError ??= why;
        var wasBusy = connection.IsBusy;
        connection.Dispose();
        if (_request.Do == "run")
        {
            connection.Open(_poller, id);
        }

        if (wasBusy)
        {
            _errors++;
            _idle.Push(id);
        }
    }
}
