using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Listens, for the host that works on a run, for what others write into the run's record meanwhile: answers and escalations.</summary>
internal sealed class RunOverhearing : IAsyncDisposable
{
    private static readonly string[] s_types = [RunEventTypes.Answered, RunEventTypes.Escalated];

    private readonly IEventSubscription[] _subscriptions;

    /// <param name="bus">The bus, which hears of them from all hosts.</param>
    /// <param name="runId">The run.</param>
    /// <param name="onWritten">Is told that there is something; must not wait.</param>
    public RunOverhearing(IEventBus bus, string runId, Action onWritten) => _subscriptions =
    [
        .. s_types.Select(type => bus.Subscribe(RunNotices.TopicOf(runId, type), new SubscriptionOptions { Capacity = 1 }, (_, _) =>
        {
            onWritten();
            return ValueTask.CompletedTask;
        })),
    ];

    /// <summary>Whether an event is one that others write while a host works on the run.</summary>
    public static bool IsOfOthers(string type) => s_types.Contains(type, StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        foreach (var subscription in _subscriptions)
        {
            await subscription.DisposeAsync();
        }
    }
}
