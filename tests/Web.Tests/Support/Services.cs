using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Clients;

namespace Switchyard.Web.Tests.Support;

/// <summary>Makes the dashboard's clients speak to a fake service over real HTTP.</summary>
internal static class Services
{
    public static WebOptions Options { get; } = new() { QueryTimeout = TimeSpan.FromSeconds(20) };

    public static ServiceQuery Query(TimeSpan? timeout = null)
        => new(Microsoft.Extensions.Options.Options.Create(new WebOptions { QueryTimeout = timeout ?? Options.QueryTimeout }), TimeProvider.System);

    public static IOptions<WebOptions> Configured() => Microsoft.Extensions.Options.Options.Create(Options);

    public static RouterClient Router(FakeUpstream upstream) => new(Http(upstream.Address), Query());

    public static JobClient Jobs(FakeUpstream upstream) => new(Http(upstream.Address), Query(), TimeProvider.System);

    public static RouterAdminClient RouterAdmin(FakeUpstream upstream, string key)
        => new(Http(upstream.Address), Query(), new ConfigurationBuilder().AddInMemoryCollection([new(RouterAdminClient.KeySetting, key)]).Build(), Configured());

    public static RunClient Runs(FakeUpstream upstream) => Runs(upstream.Address);

    public static RunClient Runs(string address) => new(Http(address), Query(), TimeProvider.System);

    public static DefinitionClient Definitions(FakeUpstream upstream) => Definitions(upstream.Address);

    public static DefinitionClient Definitions(string address) => new(Http(address), Query(), TimeProvider.System);

    public static ModelChatFactory Chats(FakeUpstream upstream) => new(new RedirectingClientFactory(new Uri(upstream.Address)));

    public static HttpClient Http(string address) => new() { BaseAddress = new Uri(address), Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>An address nobody listens on.</summary>
    public static string Nowhere() => $"http://127.0.0.1:{Switchyard.Tests.Common.Databases.FreePort.Find()}";
}
