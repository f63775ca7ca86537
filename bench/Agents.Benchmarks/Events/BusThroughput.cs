using System.Diagnostics;
using System.Text.Json;
using Switchyard.Events;

namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>How many events a bus tells a second, each to eight subscribers of which none may miss one, counted from the first published to the last read.</summary>
public static class BusThroughput
{
    private const int Rounds = 3;
    private const int Events = 500_000;
    private const int Subscribers = 8;
    private const int Topics = 16;

    public static async Task<BusNumbers> RunAsync()
    {
        var best = new BusNumbers(0, 0, 0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var measured = await MeasureAsync();
            best = measured.EventsPerSecond > best.EventsPerSecond ? measured : best;
        }

        return best;
    }

    private static async Task<BusNumbers> MeasureAsync()
    {
        await using var bus = new InProcessEventBus(new EventBusOptions(), TimeProvider.System);
        List<IEventSubscription> subscriptions =
        [
            .. Enumerable.Range(0, Subscribers)
                .Select(number => bus.Subscribe(number % 2 == 0 ? "runs.#" : "runs.*.step", new SubscriptionOptions { Capacity = 8_192, Overflow = OverflowPolicy.Block })),
        ];
        List<Task<long>> readers = [.. subscriptions.Select(subscription => Task.Run(() => CountAsync(subscription)))];
        string[] topics = [.. Enumerable.Range(0, Topics).Select(number => $"runs.{number}.step")];
        var data = JsonElement.Parse("""{"step":1}""");
        var (allocated, used, started) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var number = 0; number < Events; number++)
        {
            await bus.PublishAsync(new BusEvent(topics[number % Topics], data));
        }

        var read = (await Task.WhenAll(readers)).Sum();
        return new BusNumbers(Events / Stopwatch.GetElapsedTime(started).TotalSeconds, read / Events, (double)(GC.GetTotalAllocatedBytes() - allocated) / Events, (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / Events);
    }

    private static async Task<long> CountAsync(IEventSubscription subscription)
    {
        var count = 0L;
        await foreach (var _ in subscription.ReadAsync())
        {
            if (++count == Events)
            {
                break;
            }
        }

        return count;
    }
}
