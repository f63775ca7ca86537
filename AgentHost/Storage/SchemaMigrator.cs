using System.Reflection;
using Npgsql;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Migrations;

namespace Switchyard.AgentHost.Storage;

/// <summary>Brings this service's schema up to date before anything is served. Replicas that start together take turns; each file runs once.</summary>
internal sealed partial class SchemaMigrator(NpgsqlDataSource database, TimeProvider time, ILogger<SchemaMigrator> logger) : IHostedService
{
    private const int ConnectAttempts = 30;

    internal static readonly SchemaFiles Schema = new("agents", 0x5357_4147_454E_5453, Assembly.GetExecutingAssembly());

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        foreach (var file in await SchemaMigrations.ApplyAsync(connection, Schema, cancellationToken))
        {
            LogApplied(file);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The database may still be starting; a service that gives up at once only makes the start noisier.
    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await database.OpenConnectionAsync(cancellationToken);
            }
            catch (NpgsqlException exception) when (attempt < ConnectAttempts)
            {
                LogDatabaseAway(exception.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            }
        }
    }

    [LoggerMessage(EventId = EventIds.MigrationApplied, Level = LogLevel.Information, Message = "Migration '{Version}' was applied.")]
    private partial void LogApplied(string version);

    [LoggerMessage(EventId = EventIds.DatabaseAway, Level = LogLevel.Warning, Message = "The database does not answer yet: {Reason}.")]
    private partial void LogDatabaseAway(string reason);
}
