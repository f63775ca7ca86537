namespace Switchyard.Events;

/// <summary>Somebody's interest in topics. Disposing ends it, waits for a handler that is at work, and frees whoever waits for room; a handler does not dispose its own.</summary>
public interface IEventSubscription : IAsyncDisposable
{
    /// <summary>Gets the topics.</summary>
    TopicPattern Pattern { get; }

    /// <summary>Reads the events as they come, until the subscription or its bus ends. For one reader, and only where no handler is told.</summary>
    /// <exception cref="InvalidOperationException">A handler is told the events.</exception>
    IAsyncEnumerable<BusEvent> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Says what has become of the events so far.</summary>
    SubscriptionStatistics GetStatistics();
}
