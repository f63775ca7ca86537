using Npgsql;
using Switchyard.Router.Administration;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Storage;

/// <summary>Applies what is stored, and every change of it: announced ones at once, others with the next look. While the database is away the last settings hold.</summary>
internal sealed partial class SettingsFollower(NpgsqlDataSource database, SchemaMigrator migrator, RuntimeSettings settings, TimeProvider time, ILogger<SettingsFollower> logger)
    : DatabaseFollower(time)
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(3);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isAway;

    /// <summary>Starts, and gives a database that is there the time to say what holds, so that no request is served by less.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        await Task.WhenAny(_tried.Task, Task.Delay(s_startLimit, Time, cancellationToken));
    }

    protected override void BrokeOff(Exception exception)
    {
        settings.DatabaseIsAway();
        if (!_isAway)
        {
            LogAway(exception.Message);
        }

        _isAway = true;
        _tried.TrySetResult();
    }

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await migrator.MigrateAsync(connection, cancellationToken);

        // Listening begins before the first look, so that nothing falls between the two.
        await using (var listen = new NpgsqlCommand($"listen {PostgresSettingsStore.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        settings.Restart(await PostgresSettingsStore.ReadAsync(connection, cancellationToken));
        if (_isAway)
        {
            LogBack();
        }

        _isAway = false;
        _tried.TrySetResult();
        while (true)
        {
            await connection.WaitAsync(s_look, cancellationToken);
            if (await PostgresSettingsStore.ReadVersionAsync(connection, cancellationToken) != settings.Current.Version)
            {
                settings.Apply(await PostgresSettingsStore.ReadAsync(connection, cancellationToken));
            }
        }
    }

    [LoggerMessage(EventId = EventIds.DatabaseAway, Level = LogLevel.Warning, Message = "The database does not answer; the last settings hold until it does: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(EventId = EventIds.DatabaseBack, Level = LogLevel.Information, Message = "The database answers again.")]
    private partial void LogBack();
}
