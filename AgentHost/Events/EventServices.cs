using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Registers the event bus of this host, its bridge to the other hosts, and what is told over it.</summary>
internal static class EventServices
{
    public const string ResourceName = "cache";

    public static IHostApplicationBuilder AddEvents(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<CacheOptions>(options => options.ConnectionString = builder.Configuration.GetConnectionString(ResourceName));
        builder.Services.AddSingleton(new EventBusOptions()).AddSingleton<IEventBus, InProcessEventBus>();
        builder.Services.AddSingleton<RunNotices>().AddSingleton<NoticeReader>().AddSingleton<RunSignals>().AddSingleton<EventBridge>();
        builder.Services.AddHostedService(services => services.GetRequiredService<EventBridge>());
        builder.Services.AddHealthChecks().AddCheck<CacheHealthCheck>(ResourceName);
        return builder;
    }
}
