using System.Globalization;

namespace Switchyard.MockUpstream.Dialects.Gemini;

/// <summary>The error object of Google's APIs; when to come again is inside of it.</summary>
internal static class GeminiErrors
{
    public static string Body(UpstreamError error)
    {
        var (status, message) = Usual(error.Status);
        var details = error.RetryAfter is { } wait
            ? $$""","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"{{wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)}}s"}]"""
            : string.Empty;
        return $$$"""{"error":{"code":{{{error.Status}}},"message":{{{Json.Quote(error.Message ?? message)}}},"status":"{{{error.Code ?? status}}}"{{{details}}}}}""";
    }

    private static (string Status, string Message) Usual(int status) => status switch
    {
        401 => ("UNAUTHENTICATED", "Request had invalid authentication credentials."),
        403 => ("PERMISSION_DENIED", "Your API key doesn't have the required permissions."),
        404 => ("NOT_FOUND", "The model is not found, or is not supported."),
        408 or 504 => ("DEADLINE_EXCEEDED", "The service is unable to finish processing within the deadline."),
        409 => ("ABORTED", "The operation was aborted."),
        429 => ("RESOURCE_EXHAUSTED", "You exceeded your current quota."),
        503 or 529 => ("UNAVAILABLE", "The model is overloaded. Please try again later."),
        >= 500 => ("INTERNAL", "An internal error has occurred."),
        402 => ("FAILED_PRECONDITION", "Billing is not enabled."),
        _ => ("INVALID_ARGUMENT", "The request body is malformed."),
    };
}
