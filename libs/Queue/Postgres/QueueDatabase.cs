using System.Reflection;
using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Opens the schema <c>queue</c>. Nothing is connected yet.</summary>
internal static class QueueDatabase
{
    private const int ConnectSeconds = 3;
    private const int CommandSeconds = 10;
    private const int PreparedStatements = 40;

    private static readonly SchemaFiles s_schema = new("queue", 0x5357_5155_4555_4531, Assembly.GetExecutingAssembly());

    public static SchemaDatabase Open(string connectionString, QueueOptions options)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = ConnectSeconds, CommandTimeout = CommandSeconds };
        return Open(SchemaDatabase.CreateSource(connection, s_schema.Name, PreparedStatements), options);
    }

    public static SchemaDatabase Open(NpgsqlDataSource source, QueueOptions options) =>
        new(source, s_schema, new DatabaseSafety("jobs it has acknowledged are lost", "set Router:Queue:AllowUnsafeDatabase (QueueOptions.AllowUnsafeDatabase) to true", options.AllowUnsafeDatabase));
}
