using System.Text.Json;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Makes failures of what services answered, and tells those that may pass from those that will not.</summary>
internal static class RequestFailures
{
    private const string Failed = "request_failed";
    private const string ProblemPrefix = "urn:switchyard:error:";

    /// <summary>Reads a refusal, in OpenAI's shape or as problem details.</summary>
    public static async Task<JobFailedException> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var canRetry = status is 408 or 429 or >= 500 and not 501;
        var retryAfter = answer.Headers.RetryAfter?.Delta;
        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            if (document.RootElement is { ValueKind: JsonValueKind.Object } root)
            {
                if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                {
                    return new(Of(error, canRetry, retryAfter));
                }

                if (TextOf(root, "type") is { } type && type.StartsWith(ProblemPrefix, StringComparison.Ordinal) && TextOf(root, "detail") is { } detail)
                {
                    return new(new JobFailure(type[ProblemPrefix.Length..], detail) { CanRetry = canRetry, RetryAfter = retryAfter });
                }
            }
        }
        catch (JsonException)
        {
            // Not our services' own words; the status says enough.
        }

        return new(new JobFailure(Failed, $"The request was answered with status {status}.") { CanRetry = canRetry, RetryAfter = retryAfter });
    }

    /// <summary>Makes a failure of an error in OpenAI's shape.</summary>
    public static JobFailure Of(JsonElement error, bool canRetry, TimeSpan? retryAfter) =>
        new(TextOf(error, "code") ?? Failed, TextOf(error, "message") ?? "The request failed.") { CanRetry = canRetry, RetryAfter = retryAfter };

    /// <summary>Says that nobody answered.</summary>
    public static JobFailedException Unreachable(string reason) => new(new JobFailure("unreachable", reason) { CanRetry = true });

    /// <summary>Says that a stream ended without its end.</summary>
    public static JobFailedException BrokeOff() => new(new JobFailure("stream_interrupted", "The answer broke off before its end.") { CanRetry = true });

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
