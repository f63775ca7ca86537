using System.Reflection;
using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Agents.Postgres;

/// <summary>Opens the schema <c>agent_runs</c>. Nothing is connected yet.</summary>
internal static class JournalDatabase
{
    private const int PreparedStatements = 20;

    private static readonly SchemaFiles s_schema = new("agent_runs", 0x5357_4A4F_5552_4E31, Assembly.GetExecutingAssembly());

    public static SchemaDatabase Open(PostgresRunJournalOptions options) => new(
        SchemaDatabase.CreateSource(new NpgsqlConnectionStringBuilder(options.ConnectionString), s_schema.Name, PreparedStatements),
        s_schema,
        new DatabaseSafety("steps of runs that it has acknowledged are lost, and what they did is done again", "set AllowUnsafeDatabase to true", options.AllowUnsafeDatabase));
}
