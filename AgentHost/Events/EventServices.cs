using Switchyard.AgentHost.Runs;
using Switchyard.Events;
using Switchyard.Events.Redis;

namespace Switchyard.AgentHost.Events;

/// <summary>Registers the event bus of this host, its bridge to the other hosts, and what is told over it.</summary>
internal static class EventServices
{
    public const string ResourceName = "cache";

    private const string BridgeName = "switchyard:agents";

    public static IHostApplicationBuilder AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new EventBusOptions()).AddSingleton<IEventBus, InProcessEventBus>();
        builder.Services.AddSingleton<RunNotices>().AddSingleton<NoticeReader>().AddSingleton<RunSignals>();
        builder.Services.AddSingleton(static services => new EventFollower(
            services.GetRequiredService<IEventBus>(),
            new EventFollowerOptions { IdleInterval = SseWriter.IdleInterval },
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        builder.Services.AddBridge(builder.Configuration.GetConnectionString(ResourceName));
        builder.Services.AddHealthChecks().AddCheck<CacheHealthCheck>(ResourceName);
        return builder;
    }

    // It comes and goes with Redis; the health check says whether it is there. It is stopped when the runs are let go, which the other hosts are told.
    private static void AddBridge(this IServiceCollection services, string? connectionString)
    {
        var options = string.IsNullOrEmpty(connectionString) ? null : new RedisBridgeOptions { Configuration = connectionString, Name = BridgeName };
        services.AddSingleton(provider => new RedisBridgeService(provider.GetRequiredService<IEventBus>(), options, provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService(static provider => provider.GetRequiredService<RedisBridgeService>());
    }
}
