using System.Reflection;
using Npgsql;
using Switchyard.Migrations;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Storage;

/// <summary>Brings the schema <c>router</c> up to date. Replicas take turns; each file runs once. Asked again it does nothing: a database that comes back may be a new one.</summary>
internal sealed partial class SchemaMigrator(ILogger<SchemaMigrator> logger)
{
    private static readonly SchemaFiles s_schema = new("router", 0x5357_524F_5554_4D49, Assembly.GetExecutingAssembly());

    public async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var file in await SchemaMigrations.ApplyAsync(connection, s_schema, cancellationToken))
        {
            LogApplied(file);
        }
    }

    [LoggerMessage(EventId = EventIds.MigrationApplied, Level = LogLevel.Information, Message = "Migration '{Version}' was applied.")]
    private partial void LogApplied(string version);
}
