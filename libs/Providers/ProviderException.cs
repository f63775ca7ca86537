using System.Net;

namespace Switchyard.Providers;

/// <summary>A provider did not answer a request, or stopped answering it. The one exception callers of a provider handle.</summary>
/// <remarks>The caller's own cancellation is never reported this way: it stays an <see cref="OperationCanceledException"/>.</remarks>
public sealed class ProviderException : Exception
{
    /// <summary>Initializes a new instance from what the provider said.</summary>
    public ProviderException(ProviderError error, Exception? innerException = null)
        : base(Checked(error).Message, innerException) => Error = error;

    /// <summary>Gets what the provider said, or what took its place.</summary>
    public ProviderError Error { get; }

    /// <summary>Gets the HTTP status, or <see langword="null"/> where no status line arrived or the failure came after it.</summary>
    public HttpStatusCode? StatusCode => Error.StatusCode;

    /// <summary>Gets the code a program can test; see <see cref="ProviderErrorCodes"/> for the ones made here.</summary>
    public string? Code => Error.Code;

    /// <summary>Gets the request id to look for in the provider's log.</summary>
    public string? RequestId => Error.RequestId;

    /// <summary>Gets when the provider asks to be tried again.</summary>
    public TimeSpan? RetryAfter => Error.RetryAfter;

    /// <summary>Gets whether the same request may be answered when it is asked again: the provider was not reached, has no room or is away for a while, as it or a proxy before it says (429, 502, 503, 504).</summary>
    public bool MayPass => StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        || (StatusCode is null && Code == ProviderErrorCodes.ConnectionFailed);

    private static ProviderError Checked(ProviderError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error;
    }
}
