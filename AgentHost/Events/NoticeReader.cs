using System.Runtime.CompilerServices;
using System.Text.Json;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Follows what happens to runs, on whichever host.</summary>
internal sealed class NoticeReader(IEventBus bus, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>
    /// The notices of a topic, with the ids of their events, from now on; null when it begins to listen and when there was none for a while. Ends when the host stops, and where the reader was so slow that some had to be
    /// dropped: whoever comes back with the last id is told them.
    /// </summary>
    /// <param name="topic">The pattern of topics.</param>
    /// <param name="user">Whose runs; null for all.</param>
    /// <param name="after">The last event that is known, after which what is still remembered is told first; all of it where the event is not known.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public async IAsyncEnumerable<(Guid Id, RunNotice Notice)?> ReadAsync(string topic, string? user, Guid? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, cancellationToken);
        await using var subscription = bus.Subscribe(topic, new SubscriptionOptions { After = after is { } id ? await FindAsync(id, cancellationToken) : null });
        var events = subscription.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;

        // From here on nothing is missed.
        yield return null;
        try
        {
            while (subscription.GetStatistics().Dropped == 0)
            {
                next ??= events.MoveNextAsync().AsTask();
                if (await IsQuietAsync(next))
                {
                    yield return null;
                    continue;
                }

                if (next.IsCanceled || !await next)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield break;
                }

                next = null;
                if (Read(events.Current) is { } notice && (user is null || notice.User == user))
                {
                    yield return (events.Current.Id, notice);
                }
            }
        }
        finally
        {
            // A read that is still under way has to end before it can be given up.
            await stop.CancelAsync();
            await Task.WhenAny(next ?? Task.CompletedTask);
            await events.DisposeAsync();
        }
    }

    // Another host's bus gives the event another place, but the same id.
    private async Task<long> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await bus.ReplayAsync($"{RunNotices.Root}.#", 0, cancellationToken).Where(busEvent => busEvent.Id == id).Select(busEvent => busEvent.Sequence).FirstOrDefaultAsync(cancellationToken);

    private async Task<bool> IsQuietAsync(Task next)
    {
        using var idle = new CancellationTokenSource();
        var isFirst = await Task.WhenAny(next, Task.Delay(SseWriter.IdleInterval, time, idle.Token)) == next;
        await idle.CancelAsync();
        return !isFirst;
    }

    private static RunNotice? Read(BusEvent told)
    {
        try
        {
            return told.Data.Deserialize(AgentsJsonContext.Default.RunNotice);
        }
        catch (JsonException)
        {
            // A host of another version says it otherwise; what it recorded is where it was.
            return null;
        }
    }
}
