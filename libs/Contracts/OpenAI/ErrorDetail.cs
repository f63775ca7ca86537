using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>What went wrong, in OpenAI's members plus the request id.</summary>
public sealed record ErrorDetail
{
    /// <summary>Gets a sentence for people.</summary>
    public required string Message { get; init; }

    /// <summary>Gets the class: <c>invalid_request_error</c>, <c>api_error</c>, <c>rate_limit_error</c> …</summary>
    public required string Type { get; init; }

    /// <summary>Gets the request member at fault, as a path; written as <c>null</c> where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Param { get; init; }

    /// <summary>Gets the code a program can test.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Code { get; init; }

    /// <summary>Gets the id that is also in the <c>x-request-id</c> header.</summary>
    public string? RequestId { get; init; }
}
