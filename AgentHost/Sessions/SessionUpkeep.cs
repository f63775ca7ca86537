using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Telemetry;

namespace Switchyard.AgentHost.Sessions;

/// <summary>Compacts conversations that have become too long, after the turn that made them so and beside the runs, so that nobody waits for it.</summary>
internal sealed partial class SessionUpkeep(SessionStore sessions, SessionDesk desk, IOptions<AgentHostOptions> options, ILogger<SessionUpkeep> logger) : BackgroundService
{
    // What finds no room is looked at again after its conversation's next turn.
    private readonly Channel<SessionKey> _ended = Channel.CreateBounded<SessionKey>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Notes that a conversation has one more turn.</summary>
    public void Note(SessionKey session)
    {
        if (options.Value.CompactHistoryAt > 0)
        {
            _ended.Writer.TryWrite(session);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var session in _ended.Reader.ReadAllAsync(stoppingToken))
            {
                await LookAtAsync(session, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAtAsync(SessionKey key, CancellationToken cancellationToken)
    {
        try
        {
            if (await sessions.FindAsync(key.Id, key.User, key.Agent, cancellationToken) is [var session] && await desk.CompactAsync(session, cancellationToken) is { CompactedTurns: > 0 } compaction)
            {
                LogCompacted(key.Id, compaction.CompactedTurns, compaction.TokensBefore, compaction.TokensAfter);
            }
        }
#pragma warning disable CA1031 // One conversation must not end the upkeep of all.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The conversation goes on with its oldest turns left out; its next turn is another chance.
            LogNotCompacted(key.Id, exception);
        }
    }

    [LoggerMessage(EventId = EventIds.SessionCompacted, Level = LogLevel.Information, Message = "{Turns} turns of conversation '{Conversation}' were summarised: {Before} tokens became {After}.")]
    private partial void LogCompacted(string conversation, int turns, int before, int after);

    [LoggerMessage(EventId = EventIds.SessionNotCompacted, Level = LogLevel.Warning, Message = "Conversation '{Conversation}' could not be compacted.")]
    private partial void LogNotCompacted(string conversation, Exception exception);
}
