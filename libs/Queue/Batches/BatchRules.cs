using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>What holds of batches in every store.</summary>
internal static class BatchRules
{
    public const int MaxLimit = 101;

    /// <summary>How many outcomes are read at once, and how large they are together unless a single one is larger.</summary>
    public const int OutcomePage = 200;
    public const int OutcomeBytes = 8 * 1024 * 1024;

    /// <summary>How long a batch may take: jobs and their results are kept longer, so that none is gone when the files are written.</summary>
    public static readonly TimeSpan LongestWindow = TimeSpan.FromDays(2);

    /// <summary>How long a job of a batch is kept after it ended.</summary>
    public static readonly TimeSpan KeepJobsFor = TimeSpan.FromDays(3);

    /// <summary>How long a batch is remembered after it ended.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Gets the key of the job that does a request.</summary>
    public static string KeyOf(Guid batch, string customId) => PrefixOf(batch) + customId;

    /// <summary>Gets the request that a job of the batch does.</summary>
    public static string CustomIdOf(Guid batch, string key) => key.StartsWith(PrefixOf(batch), StringComparison.Ordinal) ? key[PrefixOf(batch).Length..] : key;

    /// <summary>Gets what holds of a file that the batch leads to.</summary>
    public static FileTerms TermsOf(Batch batch, string content) => new($"batch_{batch.Id:N}_{content}.jsonl", FilePurpose.BatchOutput, batch.Asked.KeepFilesFor);

    private static string PrefixOf(Guid batch) => $"batch-{batch:N}:";
}
