using System.Collections.Concurrent;
using Npgsql;
using Switchyard.Router.Pulls;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Storage;

/// <summary>Carries cancellations of pulls between the routers of one database, as notifications: nothing is stored, so that nothing is left behind where a router dies. The router where the pull runs says that it heard.</summary>
internal sealed partial class PostgresPullSignals(NpgsqlDataSource database, RunningPulls running, TimeProvider time, ILogger<PostgresPullSignals> logger) : DatabaseFollower(time), IPullSignals
{
    private const string Channel = "router_pulls";
    private const string Cancel = "cancel ";
    private const string Cancelled = "cancelled ";

    // A router that is there hears within milliseconds; this is how long one that lost its connection has to find it again.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _heard = new();

    public bool IsShared => true;

    public async Task<bool> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var heard = _waiting.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            await NotifyAsync(Cancel + id, cancellationToken);
            await heard.Task.WaitAsync(s_patience, Time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    // What follows the settings warns that the database is away.
    protected override void BrokeOff(Exception exception) => LogAway(exception.Message);

    protected override async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => _heard.Enqueue(notification.Payload);
        await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            if (!await connection.WaitAsync(s_look, cancellationToken))
            {
                // A connection that broke without a word is found out by asking.
                await using var look = new NpgsqlCommand("select 1", connection);
                await look.ExecuteNonQueryAsync(cancellationToken);
            }

            while (_heard.TryDequeue(out var text))
            {
                await HearAsync(text, cancellationToken);
            }
        }
    }

    private async Task HearAsync(string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith(Cancelled, StringComparison.Ordinal))
        {
            _waiting.GetValueOrDefault(text[Cancelled.Length..])?.TrySetResult();
        }
        else if (text.StartsWith(Cancel, StringComparison.Ordinal) && running.Cancel(text[Cancel.Length..]))
        {
            await NotifyAsync(Cancelled + text[Cancel.Length..], cancellationToken);
        }
    }

    private async Task NotifyAsync(string text, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.Add(new NpgsqlParameter { Value = Channel });
        command.Parameters.Add(new NpgsqlParameter { Value = text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(EventId = EventIds.PullSignalsAway, Level = LogLevel.Debug, Message = "Pulls at other routers cannot be cancelled from here until the database answers: {Reason}")]
    private partial void LogAway(string reason);
}
