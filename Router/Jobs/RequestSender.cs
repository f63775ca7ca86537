using System.Net.Http.Headers;
using System.Text.Json;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Asks this Router what a job asks, and tells failures that may pass from those that will not.</summary>
internal sealed class RequestSender(HttpClient client)
{
    private const string RequestIdHeader = "x-request-id";

    /// <summary>Sends the request and returns its answer, whose body is still to be read.</summary>
    /// <exception cref="JobFailedException">It was refused, or failed.</exception>
    public async Task<HttpResponseMessage> SendAsync(string path, ReadOnlyMemory<byte> body, JobContext job, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(RequestIdHeader, $"job-{job.Job.Lease.Id:N}-{job.Job.Lease.Attempt}");
        try
        {
            var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                using (answer)
                {
                    throw new JobFailedException(await ReadFailureAsync(answer, cancellationToken));
                }
            }

            return answer;
        }
        catch (HttpRequestException exception)
        {
            throw new JobFailedException(new JobFailure("unreachable", exception.Message) { CanRetry = true });
        }
    }

    /// <summary>Makes a failure of an error in OpenAI's shape.</summary>
    public static JobFailure FailureOf(JsonElement error, bool canRetry, TimeSpan? retryAfter) => new(
        error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString()! : "request_failed",
        error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString()! : "The request failed.")
    { CanRetry = canRetry, RetryAfter = retryAfter };

    private static async Task<JobFailure> ReadFailureAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var status = (int)answer.StatusCode;
        var canRetry = status is 408 or 429 or >= 500 and not 501;
        var retryAfter = answer.Headers.RetryAfter?.Delta;
        try
        {
            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                return FailureOf(error, canRetry, retryAfter);
            }
        }
        catch (JsonException)
        {
            // Not the Router's own words; the status says enough.
        }

        return new JobFailure("request_failed", $"The request was answered with status {status}.") { CanRetry = canRetry, RetryAfter = retryAfter };
    }
}
