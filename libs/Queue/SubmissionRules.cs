using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Queue;

/// <summary>What a submission has to be like, in every store.</summary>
internal static class SubmissionRules
{
    private const int MaxName = 255;
    private const int MaxLabels = 16;

    // Ten years: longer times lead to dates that some calendar on the way cannot hold.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(3_650);

    public static void Check(JobSubmission job, QueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(job);
        CheckName(job.Kind, "kind");
        Require(!job.Kind.AsSpan().ContainsAny(',', '|', JobKinds.Rest), "A job's kind has no comma, no bar and no asterisk.");
        CheckName(job.Queue, "queue");
        CheckName(job.Tenant, "tenant");
        if (job.IdempotencyKey is { } key)
        {
            CheckName(key, "idempotency key");
        }

        Require(job.Payload.Length <= options.MaxPayloadBytes, $"A job's payload has at most {options.MaxPayloadBytes} bytes; this one has {job.Payload.Length}.");
        Require(job.Delay >= TimeSpan.Zero && job.Delay <= s_longest, $"A job's delay is not negative and at most {s_longest.Days} days.");
        CheckSpan(job.StartWithin ?? s_longest, "The time a job is to start within");
        CheckSpan(job.TimeLimit, "A job's time limit");
        CheckSpan(job.KeepFor, "The time a job is kept for");
        Require(job.Retries is >= 0 and <= 100, "A job is tried again between 0 and 100 times.");
        Require(Enum.IsDefined(job.Priority), "A job's priority is low, normal, high or urgent.");
        Require(job.Labels.Count <= MaxLabels, $"A job asks for at most {MaxLabels} labels.");
        foreach (var label in job.Labels)
        {
            CheckName(label, "label");
            Require(!label.Contains(',', StringComparison.Ordinal), "A label has no comma.");
        }
    }

    /// <summary>What a result has to be like.</summary>
    public static void Check(JobResult result, QueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(result);
        CheckName(result.ContentType, "content type");
        Require(result.Body.Length <= options.MaxPayloadBytes, $"A job's result has at most {options.MaxPayloadBytes} bytes; this one has {result.Body.Length}.");
    }

    /// <summary>What two submissions under one key have to have in common.</summary>
    public static byte[] HashOf(JobSubmission job)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{job.Queue}\n{job.Kind}\n"));
        hash.AppendData(job.Payload.Span);
        return hash.GetHashAndReset();
    }

    private static void CheckName(string name, string what)
    {
        Require(name is { Length: > 0 and <= MaxName }, $"A job's {what} has between 1 and {MaxName} characters.");
        Require(!name.Any(char.IsControl), $"A job's {what} has no control characters.");
        Require(StorableText.CanKeep(name), $"A job's {what} has no halves of surrogate pairs.");
    }

    private static void CheckSpan(TimeSpan span, string what) =>
        Require(span > TimeSpan.Zero && span <= s_longest, $"{what} is more than nothing and at most {s_longest.Days} days.");

    private static void Require(bool isMet, string otherwise)
    {
        if (!isMet)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
