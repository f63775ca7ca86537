using System.Diagnostics;
using System.Text.Json;
using Switchyard.Events;
using Switchyard.Events.Redis;

namespace Switchyard.Agents.Benchmarks.Events;

/// <summary>How many events a second come from one bus to another over Redis, none lost, counted from the first published to the last read.</summary>
public static class RedisBusThroughput
{
    private const int Events = 100_000;

    public static async Task<BusNumbers> RunAsync(string configuration)
    {
        var options = new RedisBridgeOptions { Configuration = configuration, Name = $"bench:{Guid.NewGuid():N}", Backlog = Events };
        await using var here = new InProcessEventBus(new EventBusOptions(), TimeProvider.System);
        await using var there = new InProcessEventBus(new EventBusOptions(), TimeProvider.System);
        await using var arrived = there.Subscribe("#", new SubscriptionOptions { Capacity = Events });
        await using var sender = RedisEventBridge.Start(here, options, TimeProvider.System);
        await using var receiver = RedisEventBridge.Start(there, options, TimeProvider.System);
        while (!receiver.GetStatistics().IsFollowing)
        {
            await Task.Delay(10);
        }

        var data = JsonElement.Parse("""{"step":1}""");
        var (allocated, used, started) = (GC.GetTotalAllocatedBytes(), Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var number = 0; number < Events; number++)
        {
            await here.PublishAsync(new BusEvent("runs.1.step", data));
        }

        var read = 0;
        await foreach (var _ in arrived.ReadAsync())
        {
            if (++read == Events)
            {
                break;
            }
        }

        return new BusNumbers(Events / Stopwatch.GetElapsedTime(started).TotalSeconds, read / Events, (double)(GC.GetTotalAllocatedBytes() - allocated) / Events, (Environment.CpuUsage.TotalTime - used).TotalMicroseconds / Events);
    }
}
