namespace Switchyard.AgentHost.Signals;

/// <summary>Registers the wake-ups between replicas.</summary>
internal static class SignalServices
{
    public const string ResourceName = "cache";

    public static IHostApplicationBuilder AddSignals(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<CacheOptions>(options => options.ConnectionString = builder.Configuration.GetConnectionString(ResourceName));
        builder.Services.AddSingleton<RunSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RunSignals>());
        builder.Services.AddHealthChecks().AddCheck<CacheHealthCheck>(ResourceName);
        return builder;
    }
}
