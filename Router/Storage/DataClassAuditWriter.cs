using Npgsql;
using Switchyard.Router.DataClasses;

namespace Switchyard.Router.Storage;

/// <summary>Writes refusals to the database, one after the other, each until it is there.</summary>
internal sealed class DataClassAuditWriter(DataClassAudit audit, NpgsqlDataSource database, SchemaMigrator migrator, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var refusal in audit.Refusals.ReadAllAsync(stoppingToken))
            {
                while (!await TryWriteAsync(refusal, stoppingToken))
                {
                    await Task.Delay(s_pause, time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task<bool> TryWriteAsync(DataClassRefusal refusal, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await migrator.MigrateAsync(connection, cancellationToken);
            await using var command = new NpgsqlCommand(
                "insert into router.data_class_refusals (request_id, data_class, provider, model, is_refused, refused_at, found) values ($1, $2, $3, $4, $5, $6, $7)", connection)
            {
                Parameters =
                {
                    new() { Value = refusal.RequestId },
                    new() { Value = refusal.DataClass },
                    new() { Value = refusal.Provider },
                    new() { Value = refusal.Model },
                    new() { Value = refusal.IsRefused },
                    new() { Value = refusal.At },
                    new() { Value = refusal.Found ?? (object)DBNull.Value },
                },
            };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            // The follower says that the database is away.
            return false;
        }
    }
}
