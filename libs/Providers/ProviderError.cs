using System.Net;

namespace Switchyard.Providers;

/// <summary>An error as a provider reported it, in OpenAI's terms.</summary>
/// <param name="Message">A sentence for people.</param>
public sealed record ProviderError(string Message)
{
    /// <summary>Gets the HTTP status; <see langword="null"/> where none arrived.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Gets the class, for example <c>invalid_request_error</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Gets the code a program can test.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the request member at fault.</summary>
    public string? Param { get; init; }

    /// <summary>Gets the request id.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets when to try again.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
