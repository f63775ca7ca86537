using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Reads Anthropic's errors, <c>{"type":"error","error":{"type":…,"message":…}}</c>.</summary>
internal sealed class AnthropicErrorReader : ErrorReader
{
    /// <summary>Reads the value of an <c>error</c> member.</summary>
    public static ModelError ReadError(int status, JsonField error)
    {
        var type = Scalar(error, "type");
        var message = Message(error) ?? StatusMessage(status);
        return new ModelError(Classify(status, type, message), message) { Code = type };
    }

    protected override ModelError Read(int status, JsonField root) => ReadError(status, root["error"]);

    private static ErrorClass Classify(int status, string? type, string message) => type switch
    {
        // There is no type of its own for it.
        "invalid_request_error" when message.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase) => ErrorClass.ContextLength,
        "invalid_request_error" => ErrorClass.InvalidRequest,
        "authentication_error" => ErrorClass.Authentication,
        "billing_error" => ErrorClass.Quota,
        "permission_error" => ErrorClass.Permission,
        "not_found_error" => ErrorClass.NotFound,
        "request_too_large" => ErrorClass.TooLarge,
        "rate_limit_error" => ErrorClass.RateLimit,
        "overloaded_error" => ErrorClass.Overloaded,
        "timeout_error" => ErrorClass.Timeout,
        "api_error" => ErrorClass.Internal,
        _ => ErrorClasses.OfStatus(status),
    };
}
