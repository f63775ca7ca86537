using Switchyard.Events;
using Switchyard.Events.Redis;
using Switchyard.Queue;
using Switchyard.Router.Endpoints;

namespace Switchyard.Router.Jobs;

/// <summary>Registers the event bus of this process, its bridge to the other routers and workers, and what is told of jobs over it.</summary>
internal static class JobNoticeServices
{
    private const string BridgeName = "switchyard:jobs";

    // What is submitted at once is told at once: it is to fit what is remembered, and what may wait for Redis and for each listener, with room for what happens to it meanwhile.
    private const int Room = 2 * IJobStore.MaxTogether;

    public static IServiceCollection AddJobNotices(this IServiceCollection services, string? cache)
    {
        services.AddSingleton(new EventBusOptions { HistoryLength = Room }).AddSingleton<IEventBus, InProcessEventBus>();
        services.AddSingleton(static provider => new EventFollower(
            provider.GetRequiredService<IEventBus>(),
            new EventFollowerOptions { Capacity = Room, IdleInterval = EventResponse.KeepAliveAfter },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        var bridge = string.IsNullOrEmpty(cache) ? null : new RedisBridgeOptions { Configuration = cache, Name = BridgeName, Pattern = $"{JobNotices.Root}.#", Backlog = Room };
        services.AddSingleton(provider => new RedisBridgeService(provider.GetRequiredService<IEventBus>(), bridge, provider.GetRequiredService<TimeProvider>()));

        // Stopped in the opposite order.
        services.AddHostedService(static provider => provider.GetRequiredService<RedisBridgeService>());
        services.AddHostedService<JobNotices>();
        return services;
    }
}
