namespace Switchyard.Router.Balancing;

/// <summary>
/// The part of one request in its endpoint's load. The first piece of the answer shows that the prompt was read; each piece after it is counted as one
/// token. A request that writes more than was expected counts as one token until it ends: it is still there.
/// </summary>
internal sealed class RequestLoad(EndpointLoad endpoint, int promptTokens, int answerTokens) : IDisposable
{
    private long _left = promptTokens + answerTokens;
    private bool _hasBegun;
    private int _isEnded;

    /// <summary>Says that a piece of the answer came. Not for several threads at once, but it may race with the end.</summary>
    public void CountContent()
    {
        var done = _hasBegun ? 1 : promptTokens;
        _hasBegun = true;
        var left = Volatile.Read(ref _left);
        var taken = Math.Min(done, left - 1);

        // Where the exchange fails the request has ended, and the end took everything.
        if (taken > 0 && Interlocked.CompareExchange(ref _left, left - taken, left) == left)
        {
            endpoint.Remove(taken);
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            endpoint.End(Interlocked.Exchange(ref _left, 0));
        }
    }
}
