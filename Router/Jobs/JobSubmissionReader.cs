using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.Queue;
using Switchyard.Router.Configuration;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Jobs;

/// <summary>Makes a job of what a caller submitted, or says what is wrong with it.</summary>
internal static class JobSubmissionReader
{
    private const string KeyHeader = "Idempotency-Key";
    private const int MaxName = 255;
    private const int MaxLabels = 16;
    private const double MaxSeconds = 30 * 24 * 3600;

    public static bool TryRead(SubmitJobRequest request, IHeaderDictionary headers, JobQueueOptions options, out JobSubmission submission, out ApiError? error)
    {
        submission = null!;
        var url = request.Url ?? JobUrls.Chat;
        var priority = JobPriority.Normal;
        error = CheckUrl(url, options) is { } wrong ? wrong
            : request.Body is not { ValueKind: JsonValueKind.Object } ? ApiErrors.MissingParameter("body", $"'body' must be the JSON object that would be posted to {url}.")
            : request.Priority is { } name && !JobNames.TryParse(name, out priority) ? ApiErrors.InvalidValue("priority", "'priority' must be low, normal, high or urgent.")
            : CheckName("queue", request.Queue) ?? CheckKeys(request.IdempotencyKey, headers) ?? CheckLabels(request.Labels)
                ?? CheckSeconds("delay_seconds", request.DelaySeconds, 0) ?? CheckSeconds("start_within_seconds", request.StartWithinSeconds, 0.001)
                ?? CheckSeconds("time_limit_seconds", request.TimeLimitSeconds, 0.001) ?? CheckSeconds("keep_seconds", request.KeepSeconds, 1)
                ?? (request.Retries is < 0 or > 100 ? ApiErrors.InvalidValue("retries", "'retries' must be from 0 to 100.") : null);
        if (error is not null)
        {
            return false;
        }

        var defaults = new JobSubmission(url, Encoding.UTF8.GetBytes(request.Body!.Value.GetRawText()));
        submission = defaults with
        {
            Queue = request.Queue ?? defaults.Queue,
            Priority = priority,
            IdempotencyKey = request.IdempotencyKey ?? headers[KeyHeader].FirstOrDefault(),
            Delay = Seconds(request.DelaySeconds) ?? defaults.Delay,
            StartWithin = Seconds(request.StartWithinSeconds),
            TimeLimit = Seconds(request.TimeLimitSeconds) ?? defaults.TimeLimit,
            KeepFor = Seconds(request.KeepSeconds) ?? defaults.KeepFor,
            Retries = request.Retries ?? defaults.Retries,
            Labels = request.Labels ?? defaults.Labels,
        };
        return true;
    }

    private static ApiError? CheckUrl(string url, JobQueueOptions options) =>
        !JobUrls.IsKnown(url) ? ApiErrors.InvalidValue("url", $"'url' must be one of {JobUrls.Described}.")
        : JobUrls.IsAgentRun(url) && string.IsNullOrEmpty(options.AgentHost) ? ApiErrors.NotImplemented("url", "Agent runs are no jobs here: the setting Router:Queue:AgentHost names no AgentHost.")
        : null;

    private static ApiError? CheckKeys(string? member, IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(KeyHeader, out var values))
        {
            return CheckName("idempotency_key", member);
        }

        return values.Count != 1 || (member is not null && member != values[0])
            ? ApiErrors.InvalidValue("idempotency_key", $"The header {KeyHeader} may come once, and 'idempotency_key' may not say anything else.")
            : CheckName("idempotency_key", values[0]);
    }

    private static ApiError? CheckLabels(IReadOnlyList<string>? labels) => labels is null ? null
        : labels.Count > MaxLabels || labels.Any(label => label is null || label.Contains(',', StringComparison.Ordinal) || CheckName("labels", label) is not null)
            ? ApiErrors.InvalidValue("labels", $"'labels' are at most {MaxLabels} names of up to {MaxName} characters, without commas.")
            : null;

    private static ApiError? CheckName(string param, string? name) => name is null || (name.Length is > 0 and <= MaxName && !name.Any(char.IsControl)) ? null
        : ApiErrors.InvalidValue(param, $"'{param}' must have between 1 and {MaxName} characters, none of them a control character.");

    private static ApiError? CheckSeconds(string param, double? seconds, double least) => seconds is null || (seconds >= least && seconds <= MaxSeconds) ? null
        : ApiErrors.InvalidValue(param, $"'{param}' must be from {least} to {MaxSeconds} seconds.");

    private static TimeSpan? Seconds(double? seconds) => seconds is { } value ? TimeSpan.FromSeconds(value) : null;
}
