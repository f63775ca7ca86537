namespace Switchyard.MockUpstream.Recording;

/// <summary>The last requests and counts of all. Thread-safe. When there are too many, or their bodies are too much, the oldest are forgotten.</summary>
internal sealed class RequestLog(int capacity)
{
    private const long MaxBodyBytes = 256 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<RecordedRequest> _requests = new();
    private long _bodyBytes;
    private long _received;
    private long _open;
    private long _disconnected;

    public long Received => Interlocked.Read(ref _received);

    public long Open => Interlocked.Read(ref _open);

    public long Disconnected => Interlocked.Read(ref _disconnected);

    public bool Keeps => capacity > 0;

    /// <summary>Counts a request and gives it its number.</summary>
    public long Begin()
    {
        Interlocked.Increment(ref _open);
        return Interlocked.Increment(ref _received);
    }

    public void Add(RecordedRequest request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            _bodyBytes += request.BodyBytes;
            while (_requests.Count > capacity || (_bodyBytes > MaxBodyBytes && _requests.Count > 1))
            {
                _bodyBytes -= _requests.Dequeue().BodyBytes;
            }
        }
    }

    public void End(RecordedRequest request, RequestState state, DateTimeOffset at)
    {
        Interlocked.Decrement(ref _open);
        if (state == RequestState.Disconnected)
        {
            Interlocked.Increment(ref _disconnected);
        }

        request.End(state, at);
    }

    public RecordedRequest[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _bodyBytes = 0;
        }
    }
}
