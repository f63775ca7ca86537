using System.Text.Json;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Events.Redis.Tests;

/// <summary>A bus as one process has it, bridged, with a reader of all its events.</summary>
internal sealed class BridgedBus : IAsyncDisposable
{
    private readonly InProcessEventBus _bus;
    private readonly RedisEventBridge _bridge;
    private readonly IEventSubscription _all;

    private BridgedBus(string source, RedisBridgeOptions options, TimeProvider time)
    {
        _bus = new InProcessEventBus(new EventBusOptions { Source = source }, TimeProvider.System);
        _all = _bus.Subscribe("#", new SubscriptionOptions { Capacity = 100_000 });
        _bridge = RedisEventBridge.Start(_bus, options, time);
    }

    public RedisBridgeStatistics Statistics => _bridge.GetStatistics();

    public static BridgedBus Start(string source, RedisBridgeOptions options) => new(source, options, TimeProvider.System);

    public static Task<BridgedBus> FollowAsync(string source, RedisBridgeOptions options, CancellationToken cancellationToken) =>
        FollowAsync(source, options, TimeProvider.System, cancellationToken);

    public static async Task<BridgedBus> FollowAsync(string source, RedisBridgeOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var bus = new BridgedBus(source, options, time);
        await bus.FollowsAsync(cancellationToken);
        return bus;
    }

    public Task FollowsAsync(CancellationToken cancellationToken) => Eventually.BecomesTrueAsync(() => Statistics.IsFollowing, cancellationToken);

    public async Task PublishAsync(string topic, IEnumerable<int> numbers, CancellationToken cancellationToken)
    {
        foreach (var number in numbers)
        {
            await _bus.PublishAsync(new BusEvent(topic, JsonElement.Parse($"{number}")), cancellationToken);
        }
    }

    public async Task<IReadOnlyList<BusEvent>> TakeAsync(int count, CancellationToken cancellationToken) => await _all.ReadAsync(cancellationToken).Take(count).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<int>> TakeNumbersAsync(int count, CancellationToken cancellationToken) =>
        [.. (await TakeAsync(count, cancellationToken)).Select(busEvent => busEvent.Data.GetInt32())];

    public int Pending => _all.GetStatistics().Pending;

    public async ValueTask DisposeAsync()
    {
        await _bridge.DisposeAsync();
        await _bus.DisposeAsync();
    }
}
