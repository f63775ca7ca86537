using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Interactions;
using Switchyard.Router.Tests.Strategies;
using Switchyard.Tests.Common.Media;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Interactions;

/// <summary>Row A15: every step emits an event; row S22: none of it says what a request said.</summary>
public sealed class RequestEventsTests
{
    private const string Canary = "canary-7f3a9c";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfARequestThatFallsBack_AreItsSteps()
    {
        await using var failing = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Error(500, "broken", "internal")), Token);
        await using var serving = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Stream("4", "2")), Token);
        await using var router = RouterHost.Start(
            ("Router:Providers:first:BaseUrl", failing.Endpoint.AbsoluteUri), ("Router:Providers:second:BaseUrl", serving.Endpoint.AbsoluteUri), ("Router:Routes:first/m:Fallbacks:0", "second/m"));
        using var client = router.CreateClient();
        await using var events = await ListenAsync(client);
        using var request = RouterRequests.ChatRequest(RouterRequests.ForModel("first/m", RouterRequests.StreamedQuestion));
        request.Headers.Add("x-request-id", "r1");

        using var response = await client.SendAsync(request, Token);

        var steps = await ReadAsync(events, "end");
        Assert.Equal(["plan", "attempt", "attempt_end", "attempt", "first_byte", "attempt_end", "end"], steps.Select(step => step.Type));
        Assert.All(steps, step => Assert.Equal("r1", step.RequestId));
        Assert.Equal(["first/m", "second/m"], steps[0].Candidates);
        Assert.Equal(("first", "failed", "second", "completed"), (steps[1].Attempt!.Provider, steps[2].Attempt!.Outcome, steps[3].Attempt!.Provider, steps[5].Attempt!.Outcome));
        Assert.Equal("completed", steps[6].Outcome);
    }

    [Fact]
    public async Task Events_OfAQuestionAskedForARequest_AreUnderItsOwnId()
    {
        await using var host = await StrategyHost.StartAsync(
            [new() { Text = "one" }, new() { Text = "A red square." }], ("Router:Providers:one:Metadata:m:Input:0", "text"), ("Router:Media:VisionModel", "two/m"));
        await using var events = await ListenAsync(host.Client);
        var image = SampleMedia.DataUri(SampleMedia.Png(), "image/png");

        using var response = await host.AskAsync(null, null, $$$"""{"model":"one/m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{image}}}"}}]}]}""");

        var id = StrategyHost.Header(response, "x-request-id");
        var steps = (await ReadAsync(events, "end", times: 2)).ToLookup(step => step.RequestId, step => step.Type);
        Assert.Equal(["plan", "attempt", "attempt_end", "end"], steps[id + ".image-1"]);
        Assert.Equal(["plan", "attempt", "first_byte", "attempt_end", "end"], steps[id]);
    }

    [Fact]
    public async Task Prompt_ByDefault_IsInNoLogTraceOrEvent()
    {
        await using var node = await FakeUpstream.StartAsync(NodeReplies.With(Replies.Chat(Canary + "-answer")), Token);
        await using var router = RouterHost.StartWithNodes(node.Address);
        using var client = router.CreateClient();
        await using var events = await ListenAsync(client);

        using var response = await client.ChatAsync(RouterRequests.ForModel("pocket", $$"""{"messages":[{"role":"user","content":"{{Canary}}"}]}"""));

        Assert.Contains(Canary, Assert.Single(node.Completions()).Body);
        Assert.Contains(Canary, await response.TextAsync());
        var steps = await ReadAsync(events, "end");
        var traces = await client.GetStringAsync("/v1/requests", Token);
        Assert.Contains("\"pocket\"", traces);
        Assert.DoesNotContain(Canary, JsonSerializer.Serialize(steps) + traces + string.Join('\n', router.Logs.Lines));
    }

    [Fact]
    public void Subscription_ThatIsNotRead_DropsTheNewestAndCountsThem()
    {
        var events = new RequestEvents(TimeProvider.System);
        using var subscription = events.Subscribe()!;
        for (var i = 0; i < RequestEventSubscription.Capacity + 7; i++)
        {
            events.End($"r{i}", "completed", 1);
        }

        var read = new List<RequestEvent>();
        while (subscription.TryRead() is { } item)
        {
            read.Add(item);
        }

        Assert.Equal(RequestEventSubscription.Capacity + 1, read.Count);
        Assert.Equal(("r0", "dropped", 7), (read[0].RequestId, read[^1].Type, read[^1].Count));
    }

    [Fact]
    public void Subscribers_OverTheLimit_AreTurnedAwayUntilOneLeaves()
    {
        var events = new RequestEvents(TimeProvider.System);
        var subscriptions = Enumerable.Range(0, RequestEvents.MaxSubscribers).Select(_ => events.Subscribe()!).ToList();

        Assert.Null(events.Subscribe());
        subscriptions[0].Dispose();
        Assert.NotNull(events.Subscribe());
    }

    private static async Task<Stream> ListenAsync(HttpClient client)
    {
        var stream = await client.GetStreamAsync("/v1/requests/events", Token);
        var greeting = new byte[": listening\n\n".Length];
        await stream.ReadExactlyAsync(greeting, Token);
        return stream;
    }

    private static async Task<List<RequestEvent>> ReadAsync(Stream stream, string last, int times = 1)
    {
        var read = new List<RequestEvent>();
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            read.Add(JsonSerializer.Deserialize(item.Data, RoutingJsonContext.Default.RequestEvent)!);
            if (item.EventType == last && --times == 0)
            {
                break;
            }
        }

        return read;
    }
}
