using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>Several scripted upstreams, <c>one/m</c>, <c>two/m</c> …, behind a router.</summary>
internal sealed class StrategyHost : IAsyncDisposable
{
    private static readonly string[] s_names = ["one", "two", "three"];

    private readonly RouterHost _router;

    private StrategyHost(List<MockServer> upstreams, RouterHost router)
    {
        (Upstreams, _router, Client) = (upstreams, router, router.CreateClient());
    }

    public IReadOnlyList<MockServer> Upstreams { get; }

    public HttpClient Client { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts one upstream per scenario, which it plays for every request.</summary>
    public static async Task<StrategyHost> StartAsync(Scenario[] scenarios, params (string Key, string? Value)[] settings)
    {
        List<MockServer> upstreams = [];
        List<(string, string?)> all = [.. settings];
        foreach (var scenario in scenarios)
        {
            var upstream = await MockServer.StartAsync(new MockServerOptions(), Token);
            upstream.Put("m", scenario);
            all.Add(($"Router:Providers:{s_names[upstreams.Count]}:BaseUrl", upstream.Address + "/v1"));
            all.Add(($"Router:Providers:{s_names[upstreams.Count]}:Models:0", "m"));
            upstreams.Add(upstream);
        }

        return new StrategyHost(upstreams, RouterHost.Start([.. all]));
    }

    public Task<HttpResponseMessage> AskAsync(string? strategy, string? models, string body, string path = "/v1/chat/completions", CancellationToken? cancellationToken = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        Add(request, "x-switchyard-strategy", strategy);
        Add(request, "x-switchyard-models", models);
        return Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken ?? Token);
    }

    /// <summary>Gets what the router says of a request, once it has ended.</summary>
    public async Task<RequestInfo> TraceAsync(HttpResponseMessage response)
    {
        var id = response.Headers.GetValues("x-request-id").Single();
        while (true)
        {
            var info = await Client.GetFromJsonAsync($"/v1/requests/{id}", RoutingJsonContext.Default.RequestInfo, Token);
            if (info!.Outcome is not null)
            {
                return info;
            }

            await Task.Yield();
        }
    }

    public static string Text(string answer) => JsonElement.Parse(answer).GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;

    public static string Header(HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _router.DisposeAsync();
        foreach (var upstream in Upstreams)
        {
            await upstream.DisposeAsync();
        }
    }

    private static void Add(HttpRequestMessage request, string name, string? value)
    {
        if (value is not null)
        {
            request.Headers.Add(name, value);
        }
    }
}
