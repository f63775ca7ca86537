using System.Globalization;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.OpenAI;

/// <summary>Reads the errors of OpenAI and of servers like it: an <c>error</c> object or string, or a bare <c>message</c> or <c>detail</c>.</summary>
internal sealed class OpenAIErrorReader : ErrorReader
{
    /// <summary>Reads the value of an <c>error</c> member.</summary>
    public static ModelError ReadError(int status, JsonField error)
    {
        var code = Scalar(error, "code");
        var type = Scalar(error, "type");
        return new ModelError(Classify(status, code ?? type, type), Message(error) ?? StatusMessage(status)) { Code = code ?? type, Field = Scalar(error, "param") };
    }

    protected override ModelError Read(int status, JsonField root)
    {
        var error = root["error"];
        return ReadError(status, error.IsAbsent ? root : error);
    }

    private static ErrorClass Classify(int status, string? code, string? type) => code switch
    {
        "context_length_exceeded" => ErrorClass.ContextLength,
        "content_filter" or "content_policy_violation" => ErrorClass.ContentFilter,
        "insufficient_quota" or "billing_hard_limit_reached" => ErrorClass.Quota,
        "rate_limit_exceeded" or "rate_limit_error" => ErrorClass.RateLimit,
        "model_not_found" => ErrorClass.NotFound,
        "invalid_api_key" or "authentication_error" => ErrorClass.Authentication,
        _ => status == 200 ? ClassifyByWords(code, type) : ErrorClasses.OfStatus(status),
    };

    // Under a status of success only words tell; codes are numbers at some servers.
    private static ErrorClass ClassifyByWords(string? code, string? type) =>
        int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? ErrorClasses.OfStatus(number)
        : Names(code, type, "rate_limit") ? ErrorClass.RateLimit
        : Names(code, type, "authentication") ? ErrorClass.Authentication
        : Names(code, type, "permission") ? ErrorClass.Permission
        : Names(code, type, "not_found") ? ErrorClass.NotFound
        : Names(code, type, "invalid_request") ? ErrorClass.InvalidRequest
        : ErrorClass.Internal;

    private static bool Names(string? code, string? type, string word) =>
        code?.Contains(word, StringComparison.OrdinalIgnoreCase) is true || type?.Contains(word, StringComparison.OrdinalIgnoreCase) is true;
}
