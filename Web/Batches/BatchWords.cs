using Switchyard.Contracts.Batches;
using Switchyard.Web.Charts;
using Switchyard.Web.Components.Controls;

namespace Switchyard.Web.Batches;

/// <summary>How the page says what batches are and how far they are.</summary>
internal static class BatchWords
{
    public static string Status(string status) => status switch
    {
        BatchStatuses.Validating => "being read",
        BatchStatuses.InProgress => "being answered",
        BatchStatuses.Finalizing => "writing its files",
        BatchStatuses.Cancelling => "being cancelled",
        _ => status,
    };

    public static MarkLook Look(BatchObject batch) => batch.Status switch
    {
        BatchStatuses.Completed when batch.ErrorFileId is null => MarkLook.Good,
        BatchStatuses.Completed or BatchStatuses.Expired => MarkLook.Caution,
        BatchStatuses.Failed => MarkLook.Bad,
        BatchStatuses.Cancelled => MarkLook.Idle,
        _ => MarkLook.Active,
    };

    public static bool HasEnded(BatchObject batch) => BatchStatuses.Ended.Contains(batch.Status);

    public static bool CanCancel(BatchObject batch) => !HasEnded(batch) && batch.Status != BatchStatuses.Cancelling;

    /// <summary>Says how many of its requests have ended; <see langword="null"/> where they were not counted yet.</summary>
    public static string? Progress(BatchObject batch) => batch.RequestCounts is { Total: > 0 } counts
        ? $"{DisplayText.Count(counts.Completed + counts.Failed)} of {DisplayText.Count(counts.Total)}{(counts.Failed > 0 ? $", {DisplayText.Count(counts.Failed)} failed" : null)}"
        : null;

    /// <summary>Says until when it is worked on; <see langword="null"/> where it has ended.</summary>
    public static string? Left(BatchObject batch, DateTimeOffset now) => !HasEnded(batch) && batch.ExpiresAt is { } at && DateTimeOffset.FromUnixTimeSeconds(at) - now is { Ticks: > 0 } left
        ? $"ends in {DisplayText.Duration(left)} at the latest"
        : null;

    /// <summary>Says the first thing that is wrong, and how many others are; <see langword="null"/> where nothing is.</summary>
    public static string? Problem(BatchObject batch) => batch.Errors?.Data switch
    {
        null or [] => null,
        [var only] => Sentence(only),
        [var first, ..] all => $"{Sentence(first)} And {all.Count - 1} more.",
    };

    private static string Sentence(BatchError error) => error.Line is { } line ? $"Line {line}: {error.Message}" : error.Message;
}
