using System.Text.Json;
using Npgsql;

namespace Switchyard.Queue.Postgres;

/// <summary>Reads jobs and their histories from rows.</summary>
internal static class JobRows
{
    /// <summary>What <see cref="Read"/> reads of the job <c>j</c>, in its order; with the parameter of <see cref="PostgresWorkers.Takes"/>.</summary>
    public const string Columns = $"""
        j.id, j.kind, j.queue, j.tenant, j.priority, j.state, j.attempt, j.failures, j.crashes, j.retries, j.labels, j.worker, j.failure_code, j.failure_message, j.batch, j.last_sequence,
            j.created_at, j.run_at, j.started_at, j.finished_at, j.state = 0 and not {PostgresWorkers.Takes}
        """;

    /// <summary>What <see cref="ReadNotice"/> reads of the job <c>j</c>, in its order, when something was just done to it.</summary>
    public const string Told = "j.id, j.last_sequence, j.attempt, j.queue, j.tenant";

    /// <summary>What <see cref="ReadReadyTold"/> reads of the job <c>j</c>, in its order.</summary>
    public const string ReadyTold = "j.id, j.queue, j.kind, j.labels, j.priority, j.rank, j.last_sequence, j.attempt, j.tenant";

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
            IsUnserved = reader.GetBoolean(20),
        };

    /// <summary>Reads <c>id, queue, kind, labels, priority, rank</c>.</summary>
    public static ReadyJob ReadReady(NpgsqlDataReader reader) =>
        new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<string[]>(3), reader.GetInt16(4), reader.GetInt64(5));

    /// <summary>Reads <see cref="ReadyTold"/>: a job that can be claimed, and what has just made it so.</summary>
    public static (ReadyJob Job, JobNotice Notice) ReadReadyTold(NpgsqlDataReader reader, JobEventType type)
    {
        var job = ReadReady(reader);
        return (job, new JobNotice(job.Id, type, reader.GetInt64(6), reader.GetInt32(7), job.Queue, reader.GetString(8)));
    }

    /// <summary>Reads <see cref="Told"/>.</summary>
    public static JobNotice ReadNotice(NpgsqlDataReader reader, JobEventType type) => new(reader.GetGuid(0), type, reader.GetInt64(1), reader.GetInt32(2), reader.GetString(3), reader.GetString(4));

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
