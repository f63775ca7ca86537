using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Router.Egress;
using Switchyard.Router.Model;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Egress;

/// <summary>What requests carry to providers is counted as it is sent, shown, and too much of it told once an hour.</summary>
public sealed class EgressTests
{
    // Routers in one process share what they count: no other test has this one.
    private const string Counted = "counted";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_Served_IsCountedWhereItWasSent()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:gone:BaseUrl", "http://127.0.0.1:9"),
            ("Router:Providers:gone:Models:0", "m"),
            ($"Router:Providers:{Counted}:BaseUrl", upstream.Address),
            ($"Router:Providers:{Counted}:Models:0", "m"),
            ($"Router:Providers:{Counted}:Models:1", "other"),
            ("Router:Routes:gone/m:Fallbacks:0", $"{Counted}/m"));
        using var client = router.CreateClient();

        using var first = await client.ChatAsync(RouterRequests.ForModel("gone/m"));
        using var second = await client.ChatAsync(RouterRequests.ForModel($"{Counted}/other"));

        var sent = upstream.Completions().Sum(request => request.Body.Length);
        Assert.Equal((200, 200, 2), ((int)first.StatusCode, (int)second.StatusCode, upstream.Completions().Count));
        Assert.Equal($$"""{"bytes_last_hour":{{sent}},"is_over":false}""", await EgressAsync(client, Counted));
        Assert.Equal("""{"bytes_last_hour":0,"is_over":false}""", await EgressAsync(client, "gone"));
        var line = Assert.Single((await client.GetStringAsync("/metrics", Token)).Split('\n'), line => line.StartsWith("switchyard_router_egress_bytes_total{", StringComparison.Ordinal) && line.Contains($"provider=\"{Counted}\"", StringComparison.Ordinal));
        Assert.Contains("host=\"127.0.0.1\"", line, StringComparison.Ordinal);
        Assert.Equal($"{sent}", line.Split(' ')[1]);
    }

    [Fact]
    public async Task Provider_SentMoreThanItsLimit_IsServedAndToldOfOnceAnHour()
    {
        var time = new ManualTimeProvider();
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:team:BaseUrl", upstream.Address),
            ("Router:Providers:team:Models:0", "m"),
            ("Router:Providers:team:EgressLimitPerHour", "100"));
        using var client = router.CreateClient();
        var provider = router.Services.GetRequiredService<ModelRegistry>().ById["team"];
        var meter = ActivatorUtilities.CreateInstance<EgressMeter>(router.Services, time);

        meter.Record(provider.Config, provider.Endpoints[0], 100);
        Assert.Equal((0, false), (Alarms(router), meter.Describe(provider.Config).IsOver));
        meter.Record(provider.Config, provider.Endpoints[0], 1);
        meter.Record(provider.Config, provider.Endpoints[0], 1);
        Assert.Equal((1, true), (Alarms(router), meter.Describe(provider.Config).IsOver));
        time.Advance(TimeSpan.FromMinutes(59));
        meter.Record(provider.Config, provider.Endpoints[0], 200);
        Assert.Equal(1, Alarms(router));
        time.Advance(TimeSpan.FromMinutes(1));
        meter.Record(provider.Config, provider.Endpoints[0], 1);
        Assert.Equal(2, Alarms(router));
        time.Advance(TimeSpan.FromHours(1));
        Assert.False(meter.Describe(provider.Config).IsOver);
    }

    [Fact]
    public async Task Request_OverTheLimit_IsServedAllTheSame()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:team:BaseUrl", upstream.Address),
            ("Router:Providers:team:Models:0", "m"),
            ("Router:Providers:team:EgressLimitPerHour", "1"));
        using var client = router.CreateClient();

        using var first = await client.ChatAsync(RouterRequests.ForModel("team/m"));
        using var second = await client.ChatAsync(RouterRequests.ForModel("team/m"));

        Assert.Equal((200, 200, 1), ((int)first.StatusCode, (int)second.StatusCode, Alarms(router)));
        Assert.Equal(
            $$"""{"bytes_last_hour":{{upstream.Completions().Sum(request => request.Body.Length)}},"limit_per_hour":1,"is_over":true}""",
            await EgressAsync(client, "team"));
    }

    [Fact]
    public void BadLimit_InConfiguration_StopsTheStart() => Assert.Contains(
        "Router:Providers:team:EgressLimitPerHour: 0 must be a number of bytes from 1",
        RouterHost.StartInVain(("Router:Providers:team:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:team:EgressLimitPerHour", "0")),
        StringComparison.Ordinal);

    private static int Alarms(RouterHost router) => router.Logs.Lines.Count(static line => line.Contains("which is more than its EgressLimitPerHour of", StringComparison.Ordinal));

    private static async Task<string> EgressAsync(HttpClient client, string provider) => JsonElement.Parse(await client.GetStringAsync("/providers", Token)).GetProperty("data")
        .EnumerateArray().Single(entry => entry.GetProperty("id").GetString() == provider).GetProperty("egress").GetRawText();
}
