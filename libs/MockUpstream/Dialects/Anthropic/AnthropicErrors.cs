namespace Switchyard.MockUpstream.Dialects.Anthropic;

/// <summary>Anthropic's error object, the same in a body and in an event.</summary>
internal static class AnthropicErrors
{
    public static string Body(UpstreamError error)
    {
        var (type, message) = Usual(error.Status);
        return $$$"""{"type":"error","error":{"type":"{{{error.Code ?? type}}}","message":{{{Json.Quote(error.Message ?? message)}}}},"request_id":"req_{{{Json.IdSlot}}}"}""";
    }

    private static (string Type, string Message) Usual(int status) => status switch
    {
        401 => ("authentication_error", "invalid x-api-key"),
        402 => ("billing_error", "Your credit balance is too low."),
        403 => ("permission_error", "Your API key does not have permission to use this resource."),
        404 => ("not_found_error", "The requested resource could not be found."),
        408 or 504 => ("timeout_error", "The request timed out."),
        409 => ("conflict_error", "The resource was changed by another request."),
        413 => ("request_too_large", "The request exceeds the maximum allowed number of bytes."),
        429 => ("rate_limit_error", "This request would exceed your account's rate limit."),
        503 or 529 => ("overloaded_error", "Overloaded"),
        >= 500 => ("api_error", "Internal server error"),
        _ => ("invalid_request_error", "The request is invalid."),
    };
}
