using Switchyard.Contracts.Batches;
using Switchyard.Queue.Batches;

namespace Switchyard.Router.Batches;

/// <summary>The names under which callers know batches and where they stand.</summary>
internal static class BatchNames
{
    private const string Prefix = "batch_";

    public static string NameOf(Guid id) => $"{Prefix}{id:N}";

    public static string NameOf(BatchStatus status) => status switch
    {
        BatchStatus.Validating => BatchStatuses.Validating,
        BatchStatus.InProgress => BatchStatuses.InProgress,
        BatchStatus.Finalizing => BatchStatuses.Finalizing,
        BatchStatus.Cancelling => BatchStatuses.Cancelling,
        BatchStatus.Completed => BatchStatuses.Completed,
        BatchStatus.Failed => BatchStatuses.Failed,
        BatchStatus.Expired => BatchStatuses.Expired,
        _ => BatchStatuses.Cancelled,
    };

    public static bool TryParse(string name, out Guid id)
    {
        id = Guid.Empty;
        return name.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(name.AsSpan(Prefix.Length), "N", out id);
    }
}
