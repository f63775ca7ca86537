using System.Globalization;
using Switchyard.Cli.Jobs;
using Switchyard.Cli.Systems;
using Switchyard.Contracts.Batches;

namespace Switchyard.Cli.Batches;

/// <summary>Writes batches for people.</summary>
internal static class BatchTable
{
    public static string Format(IEnumerable<BatchObject> batches, DateTimeOffset now) => TextTable.Format(
        [["BATCH", "ASKS", "STATUS", "ANSWERED", "FAILED", "OF", "AGE"], .. batches.Select(batch => new[]
        {
            batch.Id,
            batch.Endpoint,
            batch.Status,
            Number(batch.RequestCounts?.Completed),
            Number(batch.RequestCounts?.Failed),
            Number(batch.RequestCounts?.Total),
            JobTables.Span(now - DateTimeOffset.FromUnixTimeSeconds(batch.CreatedAt)),
        })]);

    /// <summary>Says how far a batch is, in a line.</summary>
    public static string Say(BatchObject batch) => string.Create(
        CultureInfo.InvariantCulture, $"{batch.Status}: {batch.RequestCounts?.Completed ?? 0} answered, {batch.RequestCounts?.Failed ?? 0} failed, of {batch.RequestCounts?.Total ?? 0}");

    private static string Number(int? number) => (number ?? 0).ToString(CultureInfo.InvariantCulture);
}
