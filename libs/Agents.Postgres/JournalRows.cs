using Npgsql;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Postgres;

/// <summary>Reads heads and entries from rows.</summary>
internal static class JournalRows
{
    /// <summary>What <see cref="ReadHead"/> reads, in its order.</summary>
    public const string Head = "id, graph, user_id, status, last_sequence, token, owner, parent, forked_at, created_at, updated_at";

    /// <summary>What <see cref="ReadEntry"/> reads, in its order.</summary>
    public const string Entry = "sequence, kind, step, node, key, data, at";

    public static RunHead ReadHead(NpgsqlDataReader reader) => new(reader.GetGuid(0), reader.GetString(1), (RunStatus)reader.GetInt16(3), reader.GetInt64(4), reader.GetInt64(5))
    {
        User = reader.GetString(2),
        Owner = reader.IsDBNull(6) ? null : reader.GetString(6),
        Parent = reader.IsDBNull(7) ? null : reader.GetGuid(7),
        ForkedAt = reader.IsDBNull(8) ? null : reader.GetInt64(8),
        CreatedAt = reader.GetFieldValue<DateTimeOffset>(9),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(10),
    };

    public static JournalEntry ReadEntry(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        (JournalEntryKind)reader.GetInt16(1),
        reader.GetInt32(2),
        reader.IsDBNull(3) ? null : reader.GetString(3),
        reader.IsDBNull(4) ? null : reader.GetString(4),
        reader.GetFieldValue<byte[]>(5),
        reader.GetFieldValue<DateTimeOffset>(6));
}
