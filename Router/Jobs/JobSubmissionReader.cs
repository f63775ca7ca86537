using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.Queue;
using Switchyard.Queue.Batches;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Makes a job of what a caller submitted, or says what is wrong with it.</summary>
internal static class JobSubmissionReader
{
    private const string KeyHeader = "Idempotency-Key";

    // Longer than any time may be, and short enough to be one at all.
    private const double MostSeconds = 1e11;

    // Under which name a caller said what a member of the submission is.
    private static readonly Dictionary<string, string> s_params = new(StringComparer.Ordinal)
    {
        [nameof(JobSubmission.Kind)] = "url",
        [nameof(JobSubmission.Queue)] = "queue",
        [nameof(JobSubmission.IdempotencyKey)] = "idempotency_key",
        [nameof(JobSubmission.Delay)] = "delay_seconds",
        [nameof(JobSubmission.StartWithin)] = "start_within_seconds",
        [nameof(JobSubmission.TimeLimit)] = "time_limit_seconds",
        [nameof(JobSubmission.KeepFor)] = "keep_seconds",
        [nameof(JobSubmission.Retries)] = "retries",
        [nameof(JobSubmission.Priority)] = "priority",
        [nameof(JobSubmission.Labels)] = "labels",
    };

    public static bool TryRead(SubmitJobRequest request, IHeaderDictionary headers, CallerTenant tenant, JobQueueOptions options, out JobSubmission submission, out ApiError? error)
    {
        submission = null!;
        var url = request.Url ?? JobUrls.Chat;
        var priority = JobPriority.Normal;
        error = CheckUrl(url, options) is { } wrong ? wrong
            : request.Body is not { ValueKind: JsonValueKind.Object } ? ApiErrors.MissingParameter("body", $"'body' must be the JSON object that would be posted to {url}.")
            : request.Priority is { } name && !JobNames.TryParse(name, out priority) ? ApiErrors.InvalidValue("priority", "'priority' must be low, normal, high or urgent.")
            : tenant.CheckOwner("job") ?? CheckKey(request.IdempotencyKey, headers);
        if (error is not null)
        {
            return false;
        }

        var defaults = new JobSubmission(url, Encoding.UTF8.GetBytes(request.Body!.Value.GetRawText()));
        submission = defaults with
        {
            Queue = request.Queue ?? defaults.Queue,
            Tenant = tenant.Owner,
            Priority = priority,
            IdempotencyKey = request.IdempotencyKey ?? headers[KeyHeader].FirstOrDefault(),
            Delay = Seconds(request.DelaySeconds) ?? defaults.Delay,
            StartWithin = Seconds(request.StartWithinSeconds),
            TimeLimit = Seconds(request.TimeLimitSeconds) ?? defaults.TimeLimit,
            KeepFor = Seconds(request.KeepSeconds) ?? defaults.KeepFor,
            Retries = request.Retries ?? defaults.Retries,
            Labels = request.Labels ?? defaults.Labels,
        };
        error = SubmissionRules.Find(submission) is { } problem ? ApiErrors.InvalidValue(s_params[problem.Member], problem.Message) : null;
        return error is null;
    }

    private static ApiError? CheckUrl(string url, JobQueueOptions options) =>
        !JobUrls.IsKnown(url) ? ApiErrors.InvalidValue("url", $"'url' must be one of {JobUrls.Described}.")
        : JobUrls.IsAgentRun(url) && string.IsNullOrEmpty(options.AgentHost) ? ApiErrors.NotImplemented("url", "Agent runs are no jobs here: the setting Router:Queue:AgentHost names no AgentHost.")
        : null;

    private static ApiError? CheckKey(string? member, IHeaderDictionary headers) =>
        headers.TryGetValue(KeyHeader, out var values) && (values.Count != 1 || (member is not null && member != values[0]))
            ? ApiErrors.InvalidValue("idempotency_key", $"The header {KeyHeader} may come once, and 'idempotency_key' may not say anything else.")
            : BatchRules.IsKey(member ?? values.FirstOrDefault()) ? ApiErrors.InvalidValue("idempotency_key", "Keys that are made of a batch's name and a colon are those of its own requests; use another one.")
            : null;

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(Math.Clamp(value, -MostSeconds, MostSeconds)) : null;
}
