using System.Text.Json;
using Switchyard.Contracts.Queue;

namespace Switchyard.QueueClient;

/// <summary>What became of a request of a batch: it has an answer, or an error.</summary>
/// <param name="CustomId">What whoever made the batch calls the request.</param>
/// <param name="Body">The answer, as the request itself would have had it.</param>
/// <param name="Error">Why there is none.</param>
public sealed record BatchAnswer(string CustomId, JsonElement? Body, JobError? Error)
{
    private const int FirstFailure = 400;

    // {"id":"…","custom_id":"…","response":{"status_code":200,"request_id":"…","body":{…}},"error":null}; what was refused has the refusal as its body, what was not tried an error.
    internal static BatchAnswer Parse(string line)
    {
        var answer = JsonElement.Parse(line);
        var id = JsonValues.Text(answer, "custom_id") ?? string.Empty;
        if (JsonValues.Member(answer, "error") is { ValueKind: JsonValueKind.Object } error)
        {
            return new BatchAnswer(id, null, new JobError(JsonValues.Text(error, "code") ?? string.Empty, JsonValues.Text(error, "message") ?? string.Empty));
        }

        var response = JsonValues.Member(answer, "response") ?? default;
        var body = JsonValues.Member(response, "body") ?? default;
        return JsonValues.Member(response, "status_code") is { ValueKind: JsonValueKind.Number } status && status.GetInt32() < FirstFailure
            ? new BatchAnswer(id, body, null)
            : new BatchAnswer(id, null, new JobError(ServiceProblem.CodeOf(body) ?? string.Empty, ServiceProblem.SentenceOf(body) ?? string.Empty));
    }
}
