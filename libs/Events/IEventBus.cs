namespace Switchyard.Events;

/// <summary>Tells events to those who subscribed to their topics.</summary>
/// <remarks>Safe for concurrent use. All subscribers see the events in the same order, which is that of <see cref="BusEvent.Sequence"/>.</remarks>
public interface IEventBus
{
    /// <summary>Gets the bus's name, unique among the buses that are bridged.</summary>
    string Source { get; }

    /// <summary>Publishes an event. Waits while a subscriber of its topic that wants to miss nothing has no room, and for nobody else.</summary>
    /// <exception cref="ArgumentException">The topic is none.</exception>
    /// <exception cref="ObjectDisposedException">The bus is closed.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled; nobody is told.</exception>
    ValueTask PublishAsync(BusEvent busEvent, CancellationToken cancellationToken = default);

    /// <summary>Subscribes to topics; the events are read from the subscription.</summary>
    /// <param name="pattern">The topics, see <see cref="TopicPattern"/>.</param>
    /// <param name="options">What is done where the reader is slow.</param>
    /// <exception cref="ArgumentException">The pattern is none, or the options are out of range.</exception>
    IEventSubscription Subscribe(string pattern, SubscriptionOptions options);

    /// <summary>Subscribes to topics; the events are handed to <paramref name="handler"/>, one after the other.</summary>
    /// <param name="pattern">The topics, see <see cref="TopicPattern"/>.</param>
    /// <param name="options">What is done where the handler is slow or fails.</param>
    /// <param name="handler">Is told each event; its token is cancelled when the subscription ends.</param>
    /// <exception cref="ArgumentException">The pattern is none, or the options are out of range.</exception>
    IEventSubscription Subscribe(string pattern, SubscriptionOptions options, Func<BusEvent, CancellationToken, ValueTask> handler);

    /// <summary>Reads what the bus remembers of the past, oldest event first, and ends there. See <see cref="SubscriptionOptions.After"/> for the past and what follows it.</summary>
    /// <param name="pattern">The topics.</param>
    /// <param name="after">The <see cref="BusEvent.Sequence"/> to begin after; 0 for all there is.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<BusEvent> ReplayAsync(string pattern, long after, CancellationToken cancellationToken = default);
}
