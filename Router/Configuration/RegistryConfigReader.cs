using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Plugins;
using Switchyard.Router.Strategies;
using Switchyard.Router.Tools;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Configuration;

/// <summary>Makes the registry's configuration of options, service addresses and the environment's API keys.</summary>
internal static class RegistryConfigReader
{
    public const string LocalProviderId = "local";
    public const string NodeService = "inference";

    public static RegistryConfig Read(RouterOptions options, IConfiguration configuration, KnownProviders providers)
    {
        var known = ProviderCatalog.Resolve(providers.All, name => configuration[name])
            .Where(connection => !connection.IsProbed || options.FindOllama)
            .Where(connection => !options.Providers.ContainsKey(connection.Provider.Id))
            .Select(connection => FromCatalog(connection, providers.PluginOf(connection.Provider.Id)));
        var configured = options.Providers.Where(pair => pair.Value.Enabled).Select(pair => FromOptions(pair.Key, pair.Value, configuration, providers));
        var local = options.Providers.ContainsKey(LocalProviderId) ? [] : FindNodes(configuration);
        return new RegistryConfig
        {
            Providers = [.. local, .. configured, .. known],
            DefaultModel = options.DefaultModel,
            DefaultEmbeddingModel = options.DefaultEmbeddingModel,
            DefaultProvider = options.DefaultProvider,
            Aliases = options.Aliases.ToFrozenDictionary(StringComparer.Ordinal),
            Balancing = options.Routes.Where(pair => pair.Value.Balancing is not null)
                .ToFrozenDictionary(pair => pair.Value.Model ?? pair.Key, pair => BalancingPolicyNames.Parse(pair.Value.Balancing)!.Value, StringComparer.Ordinal),
            Strategies = options.Routes.Where(pair => pair.Value.Strategy is not null)
                .ToFrozenDictionary(pair => pair.Value.Model ?? pair.Key, pair => StrategyOf(pair.Value.Model ?? pair.Key, pair.Value), StringComparer.Ordinal),
            Fallbacks = options.Routes.Where(pair => pair.Value.Fallbacks.Count > 0)
                .ToFrozenDictionary(pair => pair.Value.Model ?? pair.Key, pair => pair.Value.Fallbacks.ToImmutableArray(), StringComparer.Ordinal),
        };
    }

    /// <summary>Finds the addresses of <c>prefix-0</c>, <c>prefix-1</c> … in the environment contract's section.</summary>
    public static ImmutableArray<EndpointConfig> FindServices(string prefix, IConfiguration configuration) =>
    [
        .. configuration.GetSection("services").GetChildren()
            .Where(service => service.Key == prefix || service.Key.StartsWith(prefix + "-", StringComparison.Ordinal))
            .OrderBy(service => service.Key.Length).ThenBy(service => service.Key, StringComparer.Ordinal)
            .SelectMany(service => service.GetSection("http").GetChildren().Select(address => new EndpointConfig(service.Key, ProviderDialects.Root(new Uri(address.Value!), ProviderApi.Chat)))),
    ];

    private static ImmutableArray<ProviderConfig> FindNodes(IConfiguration configuration) =>
        FindServices(NodeService, configuration) is { Length: > 0 } nodes
            ? [new ProviderConfig(LocalProviderId, "Local nodes", ProviderKind.Nodes) { Source = NodeService, Endpoints = nodes, DataClasses = [.. DataClassNames.All] }]
            : [];

    private static RouteStrategy StrategyOf(string model, RouteOptions route) =>
        new(StrategyNames.Parse(route.Strategy)!.Value, route.Models.Count > 0 ? [.. route.Models.Where(entry => entry.Enabled).Select(entry => new WeightedModel(entry.Model, entry.Weight) { Description = entry.Description })] : [new WeightedModel(model)])
        {
            MinScore = route.MinScore,
        };

    // What stays on this machine or goes to the system's own nodes leaves nobody's hands.
    private static ImmutableArray<string> ClassesOf(ProviderKind kind, ImmutableArray<EndpointConfig> endpoints) =>
        kind == ProviderKind.Nodes || endpoints.All(endpoint => endpoint.Root.IsLoopback) ? [.. DataClassNames.All] : [DataClassNames.Public, DataClassNames.Internal];

    private static Uri RootOf(Uri address, ProviderApi api, ProviderPlugin? plugin) => plugin is null ? ProviderDialects.Root(address, api) : address;

    private static ProviderConfig FromCatalog(ProviderConnection connection, ProviderPlugin? plugin) =>
        new(connection.Provider.Id, connection.Provider.Name, connection.IsProbed ? ProviderKind.Probed : ProviderKind.Endpoint)
        {
            Source = connection.Provider,
            Endpoints = [new EndpointConfig(connection.Provider.Id, RootOf(connection.Endpoint, connection.Provider.Api, plugin))],
            Dialect = plugin?.Dialect ?? ProviderDialects.Of(connection.Provider.Api),
            Plugin = plugin,
            ApiKey = connection.ApiKey,
            DataClasses = ClassesOf(ProviderKind.Endpoint, [new EndpointConfig(connection.Provider.Id, connection.Endpoint)]),
            ModelPrefixes = [.. connection.Provider.ModelPrefixes],
        };

    private static ProviderConfig FromOptions(string id, ProviderOptions options, IConfiguration configuration, KnownProviders providers)
    {
        var known = providers.Find(id);
        var (api, plugin) = (providers.ApiOf(id, options), providers.PluginOf(id, options));
        var endpoints = options.Service is { } service ? FindServices(service, configuration)
            : options.Endpoints.Count > 0 ? [.. options.Endpoints.Select((endpoint, i) => new EndpointConfig(endpoint.Name ?? $"{id}-{i}", RootOf(new Uri(endpoint.BaseUrl), api, plugin)) { Weight = endpoint.Weight })]
            : [new EndpointConfig(id, RootOf(options.BaseUrl is { } address ? new Uri(address) : known!.Endpoint, api, plugin))];
        return new ProviderConfig(id, options.Name ?? known?.Name ?? id, options.Service is null ? ProviderKind.Endpoint : ProviderKind.Nodes)
        {
            Source = options,
            Endpoints = endpoints,
            Dialect = plugin?.Dialect ?? ProviderDialects.Of(api),
            Plugin = plugin,
            Server = options.Server ?? id,
            Balancing = BalancingPolicyNames.Parse(options.Balancing),
            Tools = options.Tools ?? ToolMode.Native,
            ToolSyntax = options.ToolSyntax ?? ToolCallSyntax.Hermes,
            StructuredOutput = options.StructuredOutput,
            Metadata = options.Metadata,
            DataClasses = options.DataClasses.Count > 0 ? [.. options.DataClasses] : ClassesOf(options.Service is null ? ProviderKind.Endpoint : ProviderKind.Nodes, endpoints),
            IsRestricted = options.DataClasses.Count > 0 && DataClassNames.All.Except(options.DataClasses).Any(),
            AllowedTasks = [.. options.AllowedTasks],
            EgressLimitPerHour = options.EgressLimitPerHour,
            Headers = ProviderCredentials.HeadersOf(options, configuration),
            OAuth = ProviderCredentials.OAuthOf(options, configuration),
            ApiKey = options.OAuth is not null ? null : options.ApiKey ?? ProviderCatalog.KeyOf(options.ApiKeyVariable is { } variable ? [variable] : known?.ApiKeyVariables ?? [], name => configuration[name]),
            Models = [.. options.Models],
            ModelPrefixes = [.. known?.ModelPrefixes ?? []],
        };
    }
}
