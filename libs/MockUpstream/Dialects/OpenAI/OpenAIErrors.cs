namespace Switchyard.MockUpstream.Dialects.OpenAI;

/// <summary>OpenAI's error object.</summary>
internal static class OpenAIErrors
{
    public static string Body(UpstreamError error)
    {
        var (type, code, message) = Usual(error.Status);
        return $$$"""{"error":{"message":{{{Json.Quote(error.Message ?? message)}}},"type":"{{{type}}}","param":null,"code":{{{Json.Quote(error.Code ?? code)}}}}}""";
    }

    /// <summary>The type, code and words that go with a status.</summary>
    public static (string Type, string? Code, string Message) Usual(int status) => status switch
    {
        401 => ("invalid_request_error", "invalid_api_key", "Incorrect API key provided."),
        402 => ("insufficient_quota", "insufficient_quota", "Insufficient balance."),
        403 => ("invalid_request_error", "permission_denied", "You are not allowed to use this model."),
        404 => ("invalid_request_error", "model_not_found", "The model does not exist or you do not have access to it."),
        408 => ("timeout_error", "request_timeout", "The request timed out."),
        409 => ("conflict_error", "conflict", "The resource was changed by another request."),
        413 => ("invalid_request_error", "request_too_large", "The request is too large."),
        422 => ("invalid_request_error", null, "The request cannot be processed."),
        429 => ("requests", "rate_limit_exceeded", "Rate limit reached for requests."),
        503 => ("server_error", "service_unavailable", "The engine is currently overloaded, please try again later."),
        >= 500 => ("server_error", null, "The server had an error while processing your request."),
        _ => ("invalid_request_error", null, "The request is invalid."),
    };
}
