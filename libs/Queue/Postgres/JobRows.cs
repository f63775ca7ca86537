using System.Text.Json;
using Npgsql;

namespace Switchyard.Queue.Postgres;

/// <summary>Reads jobs and their histories from rows.</summary>
internal static class JobRows
{
    /// <summary>What <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = """
        id, kind, queue, tenant, priority, state, attempt, failures, crashes, retries, labels, worker, failure_code, failure_message, batch, last_sequence, created_at, run_at, started_at, finished_at
        """;

    public static Job Read(NpgsqlDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), (JobPriority)reader.GetInt16(4), JobState.StatusOf(reader.GetInt16(5)))
        {
            Attempts = reader.GetInt32(6),
            Failures = reader.GetInt32(7),
            Crashes = reader.GetInt32(8),
            Retries = reader.GetInt32(9),
            Labels = reader.GetFieldValue<string[]>(10),
            Worker = reader.IsDBNull(11) ? null : reader.GetString(11),
            Failure = reader.IsDBNull(12) ? null : new JobFailure(reader.GetString(12), reader.GetString(13)),
            Batch = reader.IsDBNull(14) ? null : reader.GetGuid(14),
            LastSequence = reader.GetInt64(15),
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(16),
            RunAt = reader.GetFieldValue<DateTimeOffset>(17),
            StartedAt = reader.IsDBNull(18) ? null : reader.GetFieldValue<DateTimeOffset>(18),
            FinishedAt = reader.IsDBNull(19) ? null : reader.GetFieldValue<DateTimeOffset>(19),
        };

    /// <summary>Reads <c>id, queue, kind, labels, priority, rank</c>.</summary>
    public static ReadyJob ReadReady(NpgsqlDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<string[]>(3), reader.GetInt16(4), reader.GetInt64(5));

    /// <summary>Reads the lines of the column <c>history</c>.</summary>
    public static IEnumerable<JobEvent> ReadHistory(string history)
    {
        foreach (var line in history.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            yield return new JobEvent(
                root.GetProperty("s").GetInt64(), root.GetProperty("a").GetInt32(), (JobEventType)root.GetProperty("t").GetInt32(), root.GetProperty("d").GetRawText(), root.GetProperty("at").GetDateTimeOffset());
        }
    }
}
