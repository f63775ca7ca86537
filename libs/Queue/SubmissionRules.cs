using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Queue;

/// <summary>What a submission has to be like, in every store.</summary>
public static class SubmissionRules
{
    private const int MaxName = 255;
    private const int MaxLabels = 16;
    private const int MaxRetries = 100;
    private const int MaxPayloadsTogether = 8;

    // Ten years: longer times lead to dates that some calendar on the way cannot hold.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3_650);

    /// <summary>Finds what is wrong with a submission, apart from how large it is; <see langword="null"/> where nothing is.</summary>
    public static SubmissionError? Find(JobSubmission job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return WrongName(job.Kind, nameof(job.Kind), "A job's kind")
            ?? (job.Kind.AsSpan().ContainsAny(',', '|', JobKinds.Rest) ? new SubmissionError(nameof(job.Kind), "A job's kind has no comma, no bar and no asterisk.") : null)
            ?? WrongName(job.Queue, nameof(job.Queue), "A job's queue")
            ?? FindInTenant(job.Tenant)
            ?? (job.IdempotencyKey is { } key ? WrongName(key, nameof(job.IdempotencyKey), "A job's idempotency key") : null)
            ?? (job.Delay < TimeSpan.Zero || job.Delay > s_longest ? new SubmissionError(nameof(job.Delay), $"A job's delay is not negative and at most {s_longest.Days} days.") : null)
            ?? (job.StartWithin is { } within ? WrongSpan(within, nameof(job.StartWithin), "The time a job is to start within") : null)
            ?? WrongSpan(job.TimeLimit, nameof(job.TimeLimit), "A job's time limit")
            ?? WrongSpan(job.KeepFor, nameof(job.KeepFor), "The time a job is kept for")
            ?? (job.Retries is < 0 or > MaxRetries ? new SubmissionError(nameof(job.Retries), $"A job is tried again between 0 and {MaxRetries} times.") : null)
            ?? (Enum.IsDefined(job.Priority) ? null : new SubmissionError(nameof(job.Priority), "A job's priority is low, normal, high or urgent."))
            ?? WrongLabels(job.Labels);
    }

    /// <summary>Sees that submissions are in bounds, each and all together.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    internal static void Check(IReadOnlyList<JobSubmission> jobs, QueueOptions options)
    {
        var bytes = 0L;
        foreach (var job in jobs)
        {
            Require(Find(job));

            CheckSize("payload", job.Payload.Length, options);
            bytes += job.Payload.Length;
        }

        // One statement stores them all, and it has to be one that a database can take.
        var most = (long)MaxPayloadsTogether * options.MaxPayloadBytes;
        if (jobs.Count > IJobStore.MaxTogether || bytes > most)
        {
            throw new ArgumentException($"At most {IJobStore.MaxTogether} jobs with {most} bytes of payload are submitted at once; these are {jobs.Count} with {bytes}.");
        }
    }

    /// <summary>Finds what is wrong with the name of a tenant; <see langword="null"/> where nothing is.</summary>
    public static SubmissionError? FindInTenant(string tenant) => WrongName(tenant, nameof(JobSubmission.Tenant), "A tenant's name");

    /// <summary>Sees that nothing was found wrong.</summary>
    /// <exception cref="ArgumentException">Something was.</exception>
    internal static void Require(SubmissionError? error)
    {
        if (error is not null)
        {
            throw new ArgumentException(error.Message);
        }
    }

    /// <summary>Sees that a result is in bounds.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    internal static void Check(JobResult result, QueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        Require(WrongName(result.ContentType, nameof(result.ContentType), "A job's content type"));

        CheckSize("result", result.Body.Length, options);
    }

    /// <summary>What two submissions under one key have to have in common.</summary>
    internal static byte[] HashOf(JobSubmission job)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{job.Queue}\n{job.Kind}\n"));
        hash.AppendData(job.Payload.Span);
        return hash.GetHashAndReset();
    }

    private static SubmissionError? WrongName(string? name, string member, string what) =>
        name is not { Length: > 0 and <= MaxName } ? new(member, $"{what} has between 1 and {MaxName} characters.")
        : name.Any(char.IsControl) ? new(member, $"{what} has no control characters.")
        : !StorableText.CanKeep(name) ? new(member, $"{what} has no halves of surrogate pairs.")
        : null;

    private static SubmissionError? WrongSpan(TimeSpan span, string member, string what) =>
        span > TimeSpan.Zero && span <= s_longest ? null : new(member, $"{what} is more than nothing and at most {s_longest.Days} days.");

    private static SubmissionError? WrongLabels(IReadOnlyList<string> labels) =>
        labels.Count > MaxLabels ? new(nameof(JobSubmission.Labels), $"A job asks for at most {MaxLabels} labels.")
        : labels.Select(static label => WrongName(label, nameof(JobSubmission.Labels), "A job's label")).FirstOrDefault(static error => error is not null)
            ?? (labels.Any(static label => label.Contains(',', StringComparison.Ordinal)) ? new(nameof(JobSubmission.Labels), "A label has no comma.") : null);

    private static void CheckSize(string what, int bytes, QueueOptions options)
    {
        if (bytes > options.MaxPayloadBytes)
        {
            throw new ArgumentException($"A job's {what} has at most {options.MaxPayloadBytes} bytes; this one has {bytes}.");
        }
    }
}
