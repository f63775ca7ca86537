namespace Switchyard.ServiceDefaults.Errors;

/// <summary>An error a caller can be told. Holds nothing secret; the writer adds the request id.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">OpenAI's error class, for example <c>invalid_request_error</c>.</param>
/// <param name="Code">What a program tests, in snake case; also the end of the problem type's URI.</param>
/// <param name="Message">A sentence for people: what is wrong and what to change.</param>
public sealed record ApiError(int Status, string Type, string Code, string Message)
{
    /// <summary>Gets the request member at fault, as a path such as <c>messages[0].role</c>.</summary>
    public string? Param { get; init; }

    /// <summary>Gets when to try again; sent as <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
