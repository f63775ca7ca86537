using System.Text.Json;
using Npgsql;
using Switchyard.Queue.Batches;

namespace Switchyard.Queue.Postgres;

/// <summary>Reads batches, and what became of their jobs, from rows.</summary>
internal static class BatchRows
{
    /// <summary>What <see cref="Read"/> reads of the batch <c>b</c>, in its order, after the counts of completed and failed requests.</summary>
    public const string Columns = """
        b.id, b.input_file, b.endpoint, b.expires_at - b.created_at, b.keep_files_for, b.metadata, b.status, b.total, b.submitted, b.position, b.problems, b.output_file, b.error_file,
            b.created_at, b.expires_at, b.in_progress_at, b.finalizing_at, b.cancelling_at, b.ended_at, b.tenant
        """;

    private const int CountColumns = 2;

    public static Batch Read(NpgsqlDataReader reader)
    {
        var asked = new NewBatch(reader.GetGuid(Of(1)), reader.GetString(Of(2)), reader.GetFieldValue<TimeSpan>(Of(3)), reader.GetFieldValue<TimeSpan>(Of(4)))
        {
            Tenant = reader.GetString(Of(19)),
            Metadata = reader.IsDBNull(Of(5)) ? null : JsonSerializer.Deserialize(reader.GetString(Of(5)), BatchJsonContext.Default.IReadOnlyDictionaryStringString),
        };
        return new Batch(reader.GetGuid(Of(0)), asked, (BatchStatus)reader.GetInt16(Of(6)))
        {
            Counts = new BatchCounts(reader.GetInt32(Of(7)), reader.GetInt32(0), reader.GetInt32(1)),
            Submitted = reader.GetInt32(Of(8)),
            Position = reader.GetInt64(Of(9)),
            Problems = reader.IsDBNull(Of(10)) ? [] : JsonSerializer.Deserialize(reader.GetString(Of(10)), BatchJsonContext.Default.IReadOnlyListBatchProblem)!,
            OutputFile = reader.IsDBNull(Of(11)) ? null : reader.GetGuid(Of(11)),
            ErrorFile = reader.IsDBNull(Of(12)) ? null : reader.GetGuid(Of(12)),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(Of(13)),
            ExpiresAt = reader.GetFieldValue<DateTimeOffset>(Of(14)),
            InProgressAt = ReadTime(reader, Of(15)),
            FinalizingAt = ReadTime(reader, Of(16)),
            CancellingAt = ReadTime(reader, Of(17)),
            EndedAt = ReadTime(reader, Of(18)),
        };
    }

    /// <summary>Reads what follows the columns: the token, and what is left of the batch's time.</summary>
    public static ClaimedBatch ReadClaimed(NpgsqlDataReader reader)
    {
        var batch = Read(reader);
        return new ClaimedBatch(batch, new BatchLease(batch.Id, reader.GetInt32(Of(20))), reader.GetFieldValue<TimeSpan>(Of(21)));
    }

    /// <summary>Reads <c>id, attempt, idempotency_key, state, failure_code, failure_message, result_type, result</c>.</summary>
    public static BatchOutcome ReadOutcome(NpgsqlDataReader reader) => new(
        new JobLease(reader.GetGuid(0), reader.GetInt32(1)),
        reader.GetString(2),
        JobState.StatusOf(reader.GetInt16(3)),
        reader.IsDBNull(4) ? null : new JobFailure(reader.GetString(4), reader.GetString(5)),
        reader.IsDBNull(6) ? null : new JobResult(reader.GetString(6), reader.GetFieldValue<byte[]>(7)));

    private static int Of(int column) => CountColumns + column;

    private static DateTimeOffset? ReadTime(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
