using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Switchyard.ServiceDefaults.Telemetry;

/// <summary>Registers traces, metrics and logs. They leave the process over OTLP where an endpoint is configured; metrics can always be read at <c>/metrics</c>.</summary>
/// <remarks>OpenTelemetry.Extensions.Hosting and the instrumentation packages are not needed: .NET has its own sources and meters, and the container owns the SDK.</remarks>
internal static class TelemetryExtensions
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void AddTelemetry(this IHostApplicationBuilder builder)
    {
        // .NET 10 leaves server spans without tags unless this is said before the host starts.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        AddQuietLogLevels(builder.Configuration);
        var export = !string.IsNullOrWhiteSpace(builder.Configuration[EndpointKey]);
        if (export)
        {
            // Logs do not go through the SDK below, so that they must be told whose they are.
            builder.Logging.AddOpenTelemetry(ConfigureLogs);
            builder.Services.AddOptions<OpenTelemetryLoggerOptions>().Configure<ServiceIdentity>(static (logs, identity) => logs.SetResourceBuilder(Describe(ResourceBuilder.CreateDefault(), identity)));
        }

        builder.Services.TryAddSingleton<PrometheusExporter>();
        builder.Services.AddSingleton(provider => CreateSdk(provider, export));
        builder.Services.AddHostedService<TelemetryStarter>();
    }

    public static void MapMetrics(this IEndpointRouteBuilder routes) => routes.MapGet("/metrics", MetricsEndpoint.WriteAsync).DisableHttpMetrics();

    // Made by the container, so that it is disposed, hence flushed, with it.
    private static OpenTelemetrySdk CreateSdk(IServiceProvider provider, bool export) => OpenTelemetrySdk.Create(telemetry =>
    {
        // The SDK has a container of its own, which knows environment variables only.
        telemetry.Services.AddSingleton(provider.GetRequiredService<IConfiguration>());
        telemetry.ConfigureResource(resource => Describe(resource, provider.GetRequiredService<ServiceIdentity>()));
        telemetry.WithMetrics(metrics => ConfigureMetrics(metrics, provider.GetRequiredService<PrometheusExporter>(), export));
        if (export)
        {
            telemetry.WithTracing(ConfigureTraces);
        }
    });

    private static ResourceBuilder Describe(ResourceBuilder resource, ServiceIdentity identity) =>
        resource.AddService(identity.Name, autoGenerateServiceInstanceId: false).AddEnvironmentVariableDetector();

    // One line for each request and each probe hides the lines that matter. First of all sources, so that any setting wins over it.
    private static void AddQuietLogLevels(IConfigurationManager configuration) => configuration.Sources.Insert(0, new MemoryConfigurationSource
    {
        InitialData =
        [
            new("Logging:LogLevel:Microsoft.AspNetCore", nameof(LogLevel.Warning)),
            new("Logging:LogLevel:System.Net.Http.HttpClient", nameof(LogLevel.Warning)),
            new("Logging:LogLevel:Microsoft.Extensions.Diagnostics.HealthChecks", nameof(LogLevel.None)),
        ],
    });

    private static void ConfigureLogs(OpenTelemetryLoggerOptions options)
    {
        options.IncludeFormattedMessage = true;
        options.IncludeScopes = true;
        options.AddOtlpExporter();
    }

    private static void ConfigureMetrics(MeterProviderBuilder metrics, PrometheusExporter exporter, bool export)
    {
        metrics.AddMeter("Switchyard.*", "Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime").AddReader(exporter.Reader);
        if (export)
        {
            metrics.AddOtlpExporter();
        }
    }

    private static void ConfigureTraces(TracerProviderBuilder traces) =>
        traces.AddSource("Switchyard.*", "Microsoft.AspNetCore", "Microsoft.AspNetCore.Components", "System.Net.Http", "Npgsql").AddOtlpExporter();
}
