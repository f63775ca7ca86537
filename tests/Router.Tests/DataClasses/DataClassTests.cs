using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Switchyard.Router.Configuration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.DataClasses;

public sealed class DataClassTests
{
    private const string Header = "x-switchyard-data-class";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 200)]
    [InlineData("public", 200)]
    [InlineData("internal", 200)]
    [InlineData("confidential", 403)]
    public async Task Request_OfAClass_GoesToProvidersOfThatClassOnly(string? dataClass, int status)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Restricted("team", upstream, "public", "internal"));
        using var client = router.CreateClient();

        using var response = await SendAsync(client, "team/m", dataClass);

        Assert.Equal((status, status == 200 ? 1 : 0), ((int)response.StatusCode, upstream.Completions().Count));
        Assert.Equal(status == 200 ? 1 : 0, router.Logs.Lines.Count(line => line.Contains("goes to the restricted provider 'team'", StringComparison.Ordinal)));
        if (status == 403)
        {
            Assert.Equal("No provider of 'team/m' may receive confidential data: 'team' may receive public, internal.", await response.AssertErrorAsync(403, "data_class_not_allowed"));
            Assert.Contains(router.Logs.Lines, line => line.Contains("of class confidential was kept from provider 'team'; refused altogether: True", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("secret")]
    [InlineData("Public")]
    [InlineData("")]
    [InlineData("public, internal")]
    public async Task Request_OfAnUnknownClass_IsRefused(string dataClass)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Restricted("team", upstream, "public", "internal", "confidential"));
        using var client = router.CreateClient();

        using var response = await SendAsync(client, "team/m", dataClass);

        await response.AssertErrorAsync(400, "invalid_value", Header);
        Assert.Empty(upstream.Completions());
    }

    [Fact]
    public async Task Request_WithAFallbackThatMayReceiveIt_GoesThereAndSaysWhy()
    {
        await using var open = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var closed = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start([.. Restricted("a", closed, "public"), .. Restricted("b", open, "public", "internal", "confidential"), ("Router:Routes:a/m:Fallbacks:0", "b/m")]);
        using var client = router.CreateClient();

        using var response = await SendAsync(client, "a/m", "confidential");
        var id = Assert.Single(response.Headers.GetValues("x-request-id"));
        var trace = JsonElement.Parse(await client.GetStringAsync("/v1/requests/" + id, Token));

        Assert.Equal((HttpStatusCode.OK, 0, 1), (response.StatusCode, closed.Completions().Count, open.Completions().Count));
        Assert.Equal(
            ["left out: 'a' may not receive confidential data", "first choice"],
            trace.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Request_WithoutAClass_HasTheConfiguredOne()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start([.. Restricted("team", upstream, "public"), ("Router:DataClass", "confidential")]);
        using var client = router.CreateClient();

        using var refused = await SendAsync(client, "team/m", null);
        using var served = await SendAsync(client, "team/m", "public");

        await refused.AssertErrorAsync(403, "data_class_not_allowed");
        Assert.Equal(HttpStatusCode.OK, served.StatusCode);
    }

    [Theory]
    [InlineData("https://llm.example/v1", "public internal")]
    [InlineData("http://127.0.0.1:9/v1", "public internal confidential")]
    public void Provider_ThatSaysNothing_MayReceiveAllOnThisMachineOnly(string address, string expected)
    {
        var options = new RouterOptions { FindOllama = false, Providers = { ["team"] = new ProviderOptions { BaseUrl = address } } };

        var config = RegistryConfigReader.Read(options, new ConfigurationBuilder().Build(), KnownProviders.BuiltIn);

        Assert.Equal(expected, string.Join(' ', config.Providers[0].DataClasses));
    }

    [Theory]
    [InlineData("Router:DataClass", "secret", "Router:DataClass: 'secret' is no data class")]
    [InlineData("Router:Providers:team:DataClasses:0", "secret", "Router:Providers:team:DataClasses: 'secret' is no data class")]
    public void BadClass_InConfiguration_StopsTheStart(string key, string value, string message)
    {
        Assert.Contains(message, RouterHost.StartInVain(("Router:Providers:team:BaseUrl", "http://127.0.0.1:9"), (key, value)), StringComparison.Ordinal);
    }

    private static (string Key, string? Value)[] Restricted(string id, FakeUpstream upstream, params string[] classes) =>
    [
        ($"Router:Providers:{id}:BaseUrl", upstream.Address),
        ($"Router:Providers:{id}:Models:0", "m"),
        .. classes.Select((name, i) => ($"Router:Providers:{id}:DataClasses:{i}", (string?)name)),
    ];

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string model, string? dataClass)
    {
        using var request = RouterRequests.ChatRequest(RouterRequests.ForModel(model));
        if (dataClass is not null)
        {
            request.Headers.TryAddWithoutValidation(Header, dataClass);
        }

        return await client.SendAsync(request, Token);
    }
}
