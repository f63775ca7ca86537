using System.Net;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Switchyard.Documents;
using Switchyard.Router.Balancing;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Capabilities;
using Switchyard.Router.Configuration;
using Switchyard.Router.Continuation;
using Switchyard.Router.DataClasses;
using Switchyard.Router.Discovery;
using Switchyard.Router.Egress;
using Switchyard.Router.Endpoints;
using Switchyard.Router.Errors;
using Switchyard.Router.Failover;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Health;
using Switchyard.Router.Interactions;
using Switchyard.Router.Media;
using Switchyard.Router.Metadata;
using Switchyard.Router.Model;
using Switchyard.Router.PassThrough;
using Switchyard.Router.PersonalData;
using Switchyard.Router.Plugins;
using Switchyard.Router.Pulls;
using Switchyard.Router.Requests;
using Switchyard.Router.Routing;
using Switchyard.Router.Strategies;
using Switchyard.Router.Structures;
using Switchyard.Router.Telemetry;
using Switchyard.Router.Tracing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router;

/// <summary>The Router's own services, folder by folder, in the order a request meets them.</summary>
internal static class RouterServices
{
    public static IServiceCollection AddRegistry(this IServiceCollection services)
    {
        services.AddOptionsWithValidateOnStart<RouterOptions, RouterOptionsValidator>()
            .BindConfiguration(RouterOptions.SectionName, binder => binder.ErrorOnUnknownConfiguration = true);
        services.TryAddSingleton<ProviderPluginLoader>();
        services.TryAddSingleton(provider => provider.GetRequiredService<ProviderPluginLoader>().Load(
            provider.GetRequiredService<IConfiguration>().GetSection($"{RouterOptions.SectionName}:{nameof(RouterOptions.Plugins)}").Get<string[]>() ?? []));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, PluginsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, RegistryOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, ApiKeyValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, OutboundOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, CertificateAuthoritiesValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RouterOptions>, TracingOptionsValidator>());
        services.TryAddSingleton(provider => new ModelRegistry(
            RegistryConfigReader.Read(provider.GetRequiredService<IOptions<RouterOptions>>().Value, provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<KnownProviders>())));
        return services;
    }

    public static IServiceCollection AddDiscovery(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ModelLister>();
        services.TryAddSingleton<HealthChecks>();
        services.TryAddSingleton<ModelDiscovery>();
        services.AddHostedService<ModelDiscoveryService>();
        return services;
    }

    public static IServiceCollection AddRequestRouting(this IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ProviderPathFilter>());
        services.TryAddSingleton<ModelResolver>();
        services.TryAddSingleton<BalancingPolicies>();
        services.TryAddSingleton<EndpointBalancer>();
        services.TryAddSingleton<RoutePlanner>();
        services.TryAddSingleton<ModelFacts>();
        services.TryAddSingleton<CapabilityPolicy>();
        services.TryAddSingleton<PriceOrder>();
        services.TryAddSingleton<ModelAsker>();
        services.TryAddSingleton<SemanticOrder>();
        services.TryAddSingleton<StrategyPlanner>();
        services.TryAddSingleton<DataClassAudit>();
        services.TryAddSingleton<DataClassPolicy>();
        services.TryAddSingleton<SensitiveSearch>();
        services.TryAddSingleton<PersonalDataPolicy>();
        services.TryAddSingleton<SendingPolicy>();
        services.TryAddSingleton<RestrictedProviderLog>();
        return services;
    }

    public static IServiceCollection AddForwarding(this IServiceCollection services)
    {
        services.AddHttpForwarder();
        services.TryAddSingleton<CallerAddresses>();
        services.TryAddSingleton<MediaGate>();
        services.TryAddSingleton<ImageDescriber>();
        services.TryAddSingleton(provider => new DocumentText(new DocumentLimits
        {
            MaxCharacters = provider.GetRequiredService<IOptions<RouterOptions>>().Value.Media.MaxDocumentCharacters,
        }));
        services.TryAddSingleton<KnownWords>();
        services.TryAddSingleton<MediaFit>();
        services.TryAddSingleton(new UpstreamNames(static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken)));
        services.TryAddSingleton<UpstreamClients>();
        services.TryAddSingleton<AttemptRecorder>();
        services.TryAddSingleton<EgressMeter>();
        services.TryAddSingleton<UpstreamForwarder>();
        services.TryAddSingleton<ContinuationForwarder>();
        services.TryAddSingleton<UpstreamGuards>();
        services.TryAddSingleton<RetryPolicy>();
        services.TryAddSingleton<OutlierDetector>();
        services.TryAddSingleton<EndpointMemory>();
        services.TryAddSingleton<RequestEvents>();
        services.TryAddSingleton<RequestLog>();
        services.TryAddSingleton<ContentTracing>();
        services.TryAddSingleton<ContentDisclosure>();
        services.TryAddSingleton<FailoverForwarder>();
        services.TryAddSingleton<FirstContentTimes>();
        services.TryAddSingleton<RaceStrategy>();
        services.TryAddSingleton<HedgeStrategy>();
        services.TryAddSingleton<StructuredOutput>();
        services.TryAddSingleton<ModelRunner>();
        services.TryAddSingleton(provider => new AnswerCapture(provider.GetRequiredService<ModelRunner>()));
        services.TryAddSingleton<CascadeStrategy>();
        services.TryAddSingleton<VoteStrategy>();
        services.TryAddSingleton<ParallelStream>();
        services.TryAddSingleton<ParallelStrategy>();
        services.TryAddSingleton<StructurePolicy>();
        services.TryAddSingleton<RequestRunner>();
        services.TryAddSingleton<ModelRequestHandler>();
        services.TryAddSingleton<DialectRequestHandler>();
        services.TryAddSingleton<TranscriptionHandler>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IErrorFormat, AnthropicErrorFormat>());
        services.TryAddSingleton<EndpointDescriber>();
        services.TryAddSingleton<RouterMetrics>();
        return services;
    }

    public static IServiceCollection AddPulls(this IServiceCollection services)
    {
        services.TryAddSingleton<OllamaStore>();
        services.TryAddSingleton<ModelStore>();
        services.TryAddSingleton<RunningPulls>();
        services.TryAddSingleton<IPullSignals, LonePullSignals>();
        services.TryAddSingleton<PullAnswer>();
        return services;
    }

    /// <summary>Adds one check per node, named like its resource.</summary>
    public static IServiceCollection AddNodeHealth(this IServiceCollection services, IConfiguration configuration)
    {
        var checks = services.AddHealthChecks();
        foreach (var node in RegistryConfigReader.FindServices(RegistryConfigReader.NodeService, configuration).Select(endpoint => endpoint.Name).Distinct())
        {
            checks.Add(new HealthCheckRegistration(
                node, provider => new EndpointHealthCheck(provider.GetRequiredService<ModelRegistry>(), node), HealthStatus.Degraded, tags: null));
        }

        return services;
    }
}
