using System.Runtime.CompilerServices;

namespace Switchyard.Events.Windows;

/// <summary>Sums events up over spans of time.</summary>
public static class EventWindows
{
    /// <summary>
    /// Sums up the events of each span of time, by when they happened. A span is told when its time is over or an event of a later one comes; spans without events
    /// are not told, and an event that comes late is counted with the span that is under way.
    /// </summary>
    /// <typeparam name="TValue">What the events of a span come to.</typeparam>
    /// <param name="events">The events, as a subscription is read.</param>
    /// <param name="length">The length of a span.</param>
    /// <param name="seed">What a span begins with.</param>
    /// <param name="add">Adds an event.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<EventWindow<TValue>> AggregateAsync<TValue>(
        this IAsyncEnumerable<BusEvent> events,
        TimeSpan length,
        TValue seed,
        Func<TValue, BusEvent, TValue> add,
        TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(add);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reader = events.GetAsyncEnumerator(stop.Token);
        var open = new OpenWindow<TValue>(length, seed, add, time, stop.Token);
        var next = reader.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (await open.IsOverBeforeAsync(next).ConfigureAwait(false))
                {
                    yield return open.Take();
                }

                if (!await next.ConfigureAwait(false))
                {
                    break;
                }

                if (open.IsBefore(reader.Current))
                {
                    yield return open.Take();
                }

                open.Add(reader.Current);
                next = reader.MoveNextAsync().AsTask();
            }

            if (open.HasEvents)
            {
                yield return open.Take();
            }
        }
        finally
        {
            // A reader may not be disposed while it reads.
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }
}
