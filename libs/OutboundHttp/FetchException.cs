namespace Switchyard.OutboundHttp;

/// <summary>An address that may be asked, but gave nothing.</summary>
public sealed class FetchException : Exception
{
    /// <summary>Initializes a new instance.</summary>
    /// <param name="failure">What happened.</param>
    /// <param name="message">The same as a sentence that the caller may read.</param>
    /// <param name="innerException">The cause, for logs.</param>
    public FetchException(FetchFailure failure, string message, Exception? innerException)
        : base(message, innerException)
    {
        Failure = failure;
    }

    /// <summary>Gets what happened.</summary>
    public FetchFailure Failure { get; }

    /// <summary>Gets the status it answered with, where that is why it gave nothing.</summary>
    public int? Status { get; init; }
}
