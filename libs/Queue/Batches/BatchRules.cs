using Switchyard.Queue.Files;

namespace Switchyard.Queue.Batches;

/// <summary>What holds of batches in every store.</summary>
public static class BatchRules
{
    internal const int MaxLimit = 101;

    private const string Prefix = "batch-";
    private const int GuidLength = 32;
    private const int PrefixLength = 39;

    /// <summary>How many outcomes are read at once, and how large they are together unless a single one is larger.</summary>
    internal const int OutcomePage = 200;
    internal const int OutcomeBytes = 8 * 1024 * 1024;

    /// <summary>How long a batch may take: jobs and their results are kept longer, so that none is gone when the files are written.</summary>
    internal static readonly TimeSpan LongestWindow = TimeSpan.FromDays(2);

    /// <summary>How long a job of a batch is kept after it ended.</summary>
    internal static readonly TimeSpan KeepJobsFor = TimeSpan.FromDays(3);

    /// <summary>How long a batch is remembered after it ended.</summary>
    internal static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Gets the key of the job that does a request.</summary>
    internal static string KeyOf(Guid batch, string customId) => PrefixOf(batch) + customId;

    /// <summary>Gets the request that a job of the batch does.</summary>
    internal static string CustomIdOf(Guid batch, string key) => key.StartsWith(PrefixOf(batch), StringComparison.Ordinal) ? key[PrefixOf(batch).Length..] : key;

    /// <summary>Gets what holds of a file that the batch leads to.</summary>
    internal static FileTerms TermsOf(Batch batch, string content) => new($"batch_{batch.Id:N}_{content}.jsonl", FilePurpose.BatchOutput, batch.Asked.KeepFilesFor) { Tenant = batch.Asked.Tenant };

    /// <summary>Gets whether a key is one that a request of a batch has: nobody else may use it.</summary>
    public static bool IsKey(string? key) => key is not null && key.Length > PrefixLength && key.StartsWith(Prefix, StringComparison.Ordinal)
        && Guid.TryParseExact(key.AsSpan(Prefix.Length, GuidLength), "N", out var batch) && key.StartsWith(PrefixOf(batch), StringComparison.Ordinal);

    private static string PrefixOf(Guid batch) => $"{Prefix}{batch:N}:";
}
