using System.Globalization;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Gemini;

/// <summary>Reads Google's errors, <c>{"error":{"code":…,"message":…,"status":…,"details":[…]}}</c>.</summary>
internal sealed class GeminiErrorReader : ErrorReader
{
    /// <summary>Reads the value of an <c>error</c> member.</summary>
    public static ModelError ReadError(int status, JsonField error)
    {
        var word = Scalar(error, "status");
        var message = Message(error) ?? StatusMessage(status);
        return new ModelError(Classify(status, word, message), message) { Code = word, RetryAfter = RetryAfter(error) };
    }

    protected override ModelError Read(int status, JsonField root) => ReadError(status, root["error"]);

    private static ErrorClass Classify(int status, string? word, string message) => word switch
    {
        // A wrong key is reported as a wrong argument, a long prompt too; only the text tells.
        "INVALID_ARGUMENT" when message.Contains("API key", StringComparison.OrdinalIgnoreCase) => ErrorClass.Authentication,
        "INVALID_ARGUMENT" when message.Contains("token count", StringComparison.OrdinalIgnoreCase) => ErrorClass.ContextLength,
        "INVALID_ARGUMENT" or "FAILED_PRECONDITION" or "OUT_OF_RANGE" => ErrorClass.InvalidRequest,
        "UNAUTHENTICATED" => ErrorClass.Authentication,
        "PERMISSION_DENIED" => ErrorClass.Permission,
        "NOT_FOUND" => ErrorClass.NotFound,
        "RESOURCE_EXHAUSTED" => ErrorClass.RateLimit,
        "UNAVAILABLE" => ErrorClass.Overloaded,
        "DEADLINE_EXCEEDED" => ErrorClass.Timeout,
        "INTERNAL" or "UNKNOWN" => ErrorClass.Internal,
        _ => ErrorClasses.OfStatus(status),
    };

    // A duration such as "39s" in one of the details.
    private static TimeSpan? RetryAfter(JsonField error)
    {
        if (error.Kind != System.Text.Json.JsonValueKind.Object || error["details"].Kind != System.Text.Json.JsonValueKind.Array)
        {
            return null;
        }

        foreach (var detail in error["details"].Items())
        {
            if (Scalar(detail, "retryDelay") is { Length: > 1 } delay && double.TryParse(delay.AsSpan(0, delay.Length - 1), CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86400)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        return null;
    }
}
