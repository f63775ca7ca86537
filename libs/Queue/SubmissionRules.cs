using System.Security.Cryptography;
using System.Text;

namespace Switchyard.Queue;

/// <summary>What a submission has to be like, in every store.</summary>
internal static class SubmissionRules
{
    private const int MaxName = 255;
    private const int MaxLabels = 16;

    public static void Check(JobSubmission job, QueueOptions options)
    {
        ArgumentNullException.ThrowIfNull(job);
        CheckName(job.Kind, "kind");
        CheckName(job.Queue, "queue");
        CheckName(job.Tenant, "tenant");
        if (job.IdempotencyKey is { } key)
        {
            CheckName(key, "idempotency key");
        }

        Require(job.Payload.Length <= options.MaxPayloadBytes, $"A job's payload has at most {options.MaxPayloadBytes} bytes; this one has {job.Payload.Length}.");
        Require(job.Delay >= TimeSpan.Zero, "A job's delay is not negative.");
        Require(job.StartWithin is null || job.StartWithin > TimeSpan.Zero, "The time a job is to start within is more than nothing.");
        Require(job.TimeLimit > TimeSpan.Zero, "A job's time limit is more than nothing.");
        Require(job.KeepFor > TimeSpan.Zero, "The time a job is kept for is more than nothing.");
        Require(job.Retries is >= 0 and <= 100, "A job is tried again between 0 and 100 times.");
        Require(Enum.IsDefined(job.Priority), "A job's priority is low, normal, high or urgent.");
        Require(job.Labels.Count <= MaxLabels, $"A job asks for at most {MaxLabels} labels.");
        foreach (var label in job.Labels)
        {
            CheckName(label, "label");
            Require(!label.Contains(',', StringComparison.Ordinal), "A label has no comma.");
        }
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
    }

    private static void Require(bool isMet, string otherwise)
    {
        if (!isMet)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
