using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Switchyard.ServiceDefaults.Discovery;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.ServiceDefaults.Health;
using Switchyard.ServiceDefaults.Http;
using Switchyard.ServiceDefaults.Lifetime;
using Switchyard.ServiceDefaults.Resilience;
using Switchyard.ServiceDefaults.Security;
using Switchyard.ServiceDefaults.Telemetry;

namespace Switchyard.ServiceDefaults;

/// <summary>What every service has in common, in one line: telemetry, health, discovery, resilience, errors and browser safety.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Adds the defaults to <paramref name="builder"/>; the middleware comes with them, ahead of the service's own.</summary>
    public static TBuilder AddServiceDefaults<TBuilder>(this TBuilder builder, Action<ServiceDefaultsOptions>? configure = null)
        where TBuilder : IHostApplicationBuilder
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptionsWithValidateOnStart<ServiceDefaultsOptions, ServiceDefaultsOptionsValidator>()
            .Configure(options => configure?.Invoke(options))
            .BindConfiguration(ServiceDefaultsOptions.SectionName);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton(ServiceIdentity.From(builder));
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ServicePipeline>());
        builder.AddTelemetry();
        builder.Services
            .AddHealth()
            .AddResilience()
            .AddServiceDiscovery()
            .AddDirectLoopback()
            .AddErrors()
            .AddBrowserSafety()
            .AddLifetime(builder.Configuration);
        return builder;
    }

    /// <summary>Maps <c>/health</c>, <c>/alive</c> and <c>/metrics</c>, in every environment.</summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.MapHealth();
        app.MapMetrics();
        return app;
    }
}
