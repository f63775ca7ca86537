using System.Text.Json;
using Switchyard.AgentHost.Runs;
using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>
/// Tells all hosts over the bus that a run was cancelled, or that there are runs that somebody should take on. Only wake-ups: the rows in PostgreSQL say the same, and each host looks at them
/// with its heartbeat, so that without Redis everything happens a few seconds later.
/// </summary>
internal sealed class RunSignals : IAsyncDisposable
{
    private const string CancelTopic = "hosts.cancel";
    private const string WakeTopic = "hosts.wake";

    private readonly Waker _waker = new();
    private readonly IEventBus _bus;
    private readonly LiveRuns _live;
    private readonly IEventSubscription[] _subscriptions;

    public RunSignals(IEventBus bus, LiveRuns live)
    {
        (_bus, _live) = (bus, live);
        _subscriptions =
        [
            bus.Subscribe(CancelTopic, new SubscriptionOptions(), HearCancel),
            bus.Subscribe(WakeTopic, new SubscriptionOptions { Capacity = 1 }, HearWake),
        ];
    }

    /// <summary>Tells the host that works on a run, whichever it is, that somebody wants it ended.</summary>
    public ValueTask CancelAsync(string runId) => _bus.PublishAsync(new BusEvent(CancelTopic, JsonSerializer.SerializeToElement(runId, EventsJsonContext.Default.String)));

    /// <summary>Has all hosts look for runs to take on, this one included.</summary>
    public ValueTask WakeAsync() => _bus.PublishAsync(new BusEvent(WakeTopic, default));

    /// <summary>Has this host look for runs to take on.</summary>
    public void WakeHere() => _waker.Wake();

    /// <summary>Waits until this host is woken, or for a time.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken) => _waker.WaitAsync(longest, time, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }
    }

    private ValueTask HearCancel(BusEvent told, CancellationToken cancellationToken)
    {
        if (told.Data.ValueKind == JsonValueKind.String)
        {
            _live.TryCancel(told.Data.GetString()!);
        }

        return ValueTask.CompletedTask;
    }

    private ValueTask HearWake(BusEvent told, CancellationToken cancellationToken)
    {
        WakeHere();
        return ValueTask.CompletedTask;
    }
}
