using System.Runtime.CompilerServices;

namespace Switchyard.Events;

/// <summary>
/// Follows the events of a bus for a reader far away, who may lose the connection and come back with the last event it was told, and whose connection does not bear long silences.
/// </summary>
/// <param name="bus">The bus.</param>
/// <param name="options">How much may wait for a reader, and after which silence it is told so.</param>
/// <param name="time">The clock of silences.</param>
/// <param name="stopping">Ends all streams, as if there were no more events.</param>
public sealed class EventFollower(IEventBus bus, EventFollowerOptions options, TimeProvider time, CancellationToken stopping)
{
    /// <summary>
    /// Tells what happens from now on, with the ids of the events; <see langword="null"/> when it begins to listen and when nothing was told for a while. Ends when the process stops, and where
    /// the reader was so slow that some had to be dropped: whoever comes back with the last id is told them.
    /// </summary>
    /// <param name="pattern">The topics, see <see cref="TopicPattern"/>.</param>
    /// <param name="after">The last event that is known, after which what the bus still remembers is told first; all of it where the event is not known. An event has the same id on all buses that are bridged.</param>
    /// <param name="read">Reads what is told of an event; <see langword="null"/> where it is not for this reader.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public async IAsyncEnumerable<(Guid Id, T Told)?> FollowAsync<T>(string pattern, Guid? after, Func<BusEvent, T?> read, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleInterval, TimeSpan.Zero);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);
        var place = after is { } id ? await FindAsync(id, cancellationToken).ConfigureAwait(false) : (long?)null;
        var subscription = bus.Subscribe(pattern, new SubscriptionOptions { Capacity = options.Capacity, After = place });
        await using var ending = subscription.ConfigureAwait(false);
        var events = subscription.ReadAsync(stop.Token).GetAsyncEnumerator(stop.Token);
        Task<bool>? next = null;
        try
        {
            // From here on nothing is missed.
            var lastTold = time.GetTimestamp();
            yield return null;
            while (subscription.GetStatistics().Dropped == 0)
            {
                next ??= events.MoveNextAsync().AsTask();
                if (!await IsDoneWithinAsync(next, options.IdleInterval - time.GetElapsedTime(lastTold)).ConfigureAwait(false))
                {
                    lastTold = time.GetTimestamp();
                    yield return null;
                    continue;
                }

                if (next.IsCanceled || !await next.ConfigureAwait(false))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield break;
                }

                next = null;
                if (read(events.Current) is { } told)
                {
                    lastTold = time.GetTimestamp();
                    yield return (events.Current.Id, told);
                }
            }
        }
        finally
        {
            // A read that is still under way has to end before it can be given up.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAny(next ?? Task.CompletedTask).ConfigureAwait(false);
            await events.DisposeAsync().ConfigureAwait(false);
        }
    }

    // Another process' bus gives the event another place, but the same id.
    private async Task<long> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await bus.ReplayAsync("#", 0, cancellationToken).Where(busEvent => busEvent.Id == id).Select(busEvent => busEvent.Sequence).FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);

    // What is told to others only does not end the silence.
    private async Task<bool> IsDoneWithinAsync(Task next, TimeSpan span)
    {
        if (span <= TimeSpan.Zero)
        {
            return false;
        }

        if (next.IsCompleted)
        {
            return true;
        }

        using var idle = new CancellationTokenSource();
        var isFirst = await Task.WhenAny(next, Task.Delay(span, time, idle.Token)).ConfigureAwait(false) == next;
        await idle.CancelAsync().ConfigureAwait(false);
        return isFirst;
    }
}
