using System.Threading.Channels;
using Switchyard.Contracts.Routing;

namespace Switchyard.Router.Interactions;

/// <summary>One who listens. Requests never wait for it: what it is too slow for is counted and left out.</summary>
internal sealed class RequestEventSubscription(RequestEvents events, TimeProvider time) : IDisposable
{
    /// <summary>The most events that wait for one listener.</summary>
    public const int Capacity = 256;

    // Full: TryWrite says so, and the newest event is left out.
    private readonly Channel<RequestEvent> _waiting = Channel.CreateBounded<RequestEvent>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private long _dropped;

    public void Write(RequestEvent item)
    {
        if (!_waiting.Writer.TryWrite(item))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Waits until there is something to read.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancellationToken) => _waiting.Reader.WaitToReadAsync(cancellationToken);

    /// <summary>Takes the next event; after those that waited, the news of how many did not fit behind them.</summary>
    public RequestEvent? TryRead() =>
        _waiting.Reader.TryRead(out var item) ? item
        : Interlocked.Exchange(ref _dropped, 0) is > 0 and var count ? new RequestEvent { Type = "dropped", At = time.GetUtcNow(), Count = count }
        : null;

    public void Dispose() => events.Unsubscribe(this);
}
