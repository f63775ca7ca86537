using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Listens for what any host records of one run.</summary>
internal sealed class RunListener : IAsyncDisposable
{
    private readonly Waker _waker = new();
    private readonly IEventSubscription _subscription;

    public RunListener(IEventBus bus, string runId) => _subscription = bus.Subscribe(RunNotices.TopicsOf(runId), new SubscriptionOptions { Capacity = 1 }, (_, _) =>
    {
        _waker.Wake();
        return ValueTask.CompletedTask;
    });

    /// <summary>Waits until something was recorded since the last wait, or for a time: notices can get lost with Redis.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken) => _waker.WaitAsync(longest, time, cancellationToken);

    public ValueTask DisposeAsync() => _subscription.DisposeAsync();
}
