namespace Switchyard.Router.Balancing;

/// <summary>The work an endpoint has to do for requests that are under way. Thread-safe.</summary>
internal sealed class EndpointLoad
{
    private long _tokens;
    private int _requests;

    /// <summary>Gets the tokens that are likely still to be read and written.</summary>
    public long Tokens => Volatile.Read(ref _tokens);

    /// <summary>Gets how many requests are under way.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Gets or sets what the endpoint has saved up in a round robin; under that policy's lock.</summary>
    public double Credit { get; set; }

    /// <summary>Begins a request that is likely to take so many tokens; it ends when what is returned is disposed.</summary>
    public RequestLoad Begin(int promptTokens, int answerTokens)
    {
        Interlocked.Increment(ref _requests);
        Interlocked.Add(ref _tokens, promptTokens + answerTokens);
        return new RequestLoad(this, promptTokens, answerTokens);
    }

    /// <summary>Takes away work that is done.</summary>
    public void Remove(long tokens) => Interlocked.Add(ref _tokens, -tokens);

    /// <summary>Takes away a request with what is left of its work.</summary>
    public void End(long tokens)
    {
        Remove(tokens);
        Interlocked.Decrement(ref _requests);
    }
}
