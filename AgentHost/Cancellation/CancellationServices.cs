namespace Switchyard.AgentHost.Cancellation;

/// <summary>Registers the wake-ups between replicas.</summary>
internal static class CancellationServices
{
    public const string ResourceName = "cache";

    public static IHostApplicationBuilder AddCancellation(this IHostApplicationBuilder builder)
    {
        builder.Services.Configure<CacheOptions>(options => options.ConnectionString = builder.Configuration.GetConnectionString(ResourceName));
        builder.Services.AddSingleton<CancelSignals>();
        builder.Services.AddHostedService(services => services.GetRequiredService<CancelSignals>());
        builder.Services.AddHealthChecks().AddCheck<CacheHealthCheck>(ResourceName);
        return builder;
    }
}
