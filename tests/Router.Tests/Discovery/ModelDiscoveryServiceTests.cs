using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Switchyard.Providers.Catalog;
using Switchyard.Router.BaseUrl;
using Switchyard.Router.Configuration;
using Switchyard.Router.Discovery;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Health;
using Switchyard.Router.Model;
using Switchyard.Tests.Common.Logging;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Discovery;

public sealed class ModelDiscoveryServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_OneProviderFailsInAnUnknownWay_TheOthersAreListedAndTheServiceRuns()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json("""{"object":"list","data":[{"id":"small"}]}"""), Token);
        using var logs = new LogRecorder();
        using var loggers = new LoggerFactory([logs]);
        var options = Options.Create(new RouterOptions());
        using var callers = new CallerAddresses(options, TimeProvider.System);
        using var clients = new UpstreamClients(options, callers, new UpstreamNames(static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken)), TimeProvider.System);
        var registry = new ModelRegistry(new RegistryConfig
        {
            // No header takes this key; the check at the start is not part of this test.
            Providers = [CreateProvider("broken", upstream.Address) with { ApiKey = new Secret("a\r\nb") }, CreateProvider("fine", upstream.Address)],
            Aliases = FrozenDictionary<string, string>.Empty,
            Fallbacks = FrozenDictionary<string, ImmutableArray<string>>.Empty,
        });
        var discovery = new ModelDiscovery(registry, new ModelLister(clients, options), new HealthChecks(options, TimeProvider.System), loggers.CreateLogger<ModelDiscovery>());
        using var service = new ModelDiscoveryService(registry, discovery, options, TimeProvider.System, loggers.CreateLogger<ModelDiscoveryService>());

        await service.StartAsync(Token);
        await Deadline.UntilAsync(() => registry.ById["fine"].Endpoints[0].State.Status == EndpointStatus.Ready && logs.Lines.Any(line => line.StartsWith("Error 2003 ", StringComparison.Ordinal)));

        Assert.False(service.ExecuteTask!.IsCompleted);
        await service.StopAsync(Token);
    }

    private static ProviderConfig CreateProvider(string id, string address) =>
        new(id, id, ProviderKind.Endpoint) { Endpoints = [new EndpointConfig(id, new Uri(address + "/v1"))] };
}
