using System.Text;
using System.Text.Json;
using Switchyard.Queue;
using Switchyard.Queue.Workers;

namespace Switchyard.Router.Jobs;

/// <summary>Does responses. Their streams end with an event that holds the whole response.</summary>
internal sealed class ResponsesJobHandler(IServiceScopeFactory scopes) : RequestJobHandler(JobUrls.Responses, scopes)
{
    protected override async Task<JobResult> RunAsync(JobContext job, RequestSender sender, CancellationToken cancellationToken)
    {
        await foreach (var item in StreamAsync(job, JobBody.WithStream(job.Job.Payload), sender, cancellationToken))
        {
            job.AddContent(item.Data);
            switch (item.EventType)
            {
                case "response.completed" or "response.incomplete":
                    using (var document = JsonDocument.Parse(item.Data))
                    {
                        return new JobResult(Json, Encoding.UTF8.GetBytes(document.RootElement.GetProperty("response").GetRawText()));
                    }

                case "response.failed" or "error":
                    throw new JobFailedException(ReadFailure(item.Data));
            }
        }

        throw RequestFailures.BrokeOff();
    }

    private static JobFailure ReadFailure(string data)
    {
        using var document = JsonDocument.Parse(data);
        var root = document.RootElement;
        return root.TryGetProperty("response", out var response) && response.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object
            ? RequestFailures.Of(error, canRetry: true, retryAfter: null)
            : RequestFailures.Of(root, canRetry: true, retryAfter: null);
    }
}
