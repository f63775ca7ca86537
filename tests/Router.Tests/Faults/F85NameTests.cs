using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Forwarding;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>F85: the name of an upstream. One that leads nowhere costs one attempt, and of several addresses the one that answers is taken.</summary>
public sealed class F85NameTests
{
    private const string Host = "upstream.test";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task F85_NameLeadsNowhere_NextOneAnswers()
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", "http://nowhere.invalid/v1"));
        router.Second.Put("n", new Scenario { Text = "clean answer" });

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("second", "clean answer"), (stream.Provider, stream.Text));
        Assert.Equal(["unreachable", "completed"], (await router.Client.ExplainAsync(stream.RequestId)).Attempts.Select(attempt => attempt.Outcome));
    }

    /// <summary>The mock listens on 127.0.0.1 only, and <c>localhost</c> may be <c>::1</c> first.</summary>
    [Fact]
    public async Task F85_NameHasSeveralAddresses_TheOneThatAnswersIsTaken()
    {
        await using var mock = await MockUpstream.MockServer.StartAsync(new MockUpstream.MockServerOptions(), Token);
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:BaseUrl", $"http://localhost:{new Uri(mock.Address).Port}/v1"));

        var stream = await CallerDialect.Find("chat").StreamAsync(router.Client);

        Assert.Equal(("first", 1), (stream.Provider, stream.Ends));
        Assert.Single(mock.Asked());
    }

    /// <summary>A stream that is under way stays where it is; a connection that has reached its age takes no other.</summary>
    [Fact]
    public async Task F85_NameMoves_NextConnectionsFollow()
    {
        var resolver = new FakeResolver("127.0.0.1");
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var before = await FakeUpstream.StartAsync(
            async context =>
            {
                await Replies.Events(Replies.TextChunk("stays"))(context);
                await go.Task.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync($"data: {Replies.Chunk("""[{"index":0,"delta":{},"finish_reason":"stop"}]""")}\n\ndata: [DONE]\n\n", context.RequestAborted);
            },
            Token);
        await using var after = await FakeUpstream.StartAsync(Replies.Stream("moved"), Token, new Uri(before.Address).Port, "127.0.0.2");
        await using var router = Start(resolver, before, ("Router:Forwarding:ConnectionLifetime", "00:00:00"));
        using var client = router.CreateClient();
        using var open = await client.StreamAsync(RouterRequests.ForModel("first/m", RouterRequests.StreamedQuestion));

        // Its connection is free afterwards, and young enough to be used again if its age did not matter.
        before.Handler = Replies.Stream("before");
        Assert.Equal("before", (await CallerDialect.Find("chat").StreamAsync(client)).Text);

        resolver.Addresses = ["127.0.0.2"];
        var stream = await CallerDialect.Find("chat").StreamAsync(client);
        go.SetResult();

        Assert.Equal(("moved", 1), (stream.Text, stream.Ends));
        Assert.Contains("[DONE]", await open.TextAsync(), StringComparison.Ordinal);
        Assert.Equal((2, 1), (before.Completions().Count, after.Completions().Count));
    }

    [Fact]
    public async Task F85_ResolverFails_LastAddressesAreUsed()
    {
        var resolver = new FakeResolver("127.0.0.1");
        await using var upstream = await FakeUpstream.StartAsync(Replies.Stream("42"), Token);
        await using var router = Start(resolver, upstream, ("Router:Forwarding:ConnectionLifetime", "00:00:00"));
        using var client = router.CreateClient();
        await CallerDialect.Find("chat").StreamAsync(client);
        var asked = resolver.Calls;

        foreach (var addresses in (string[]?[])[null, []])
        {
            resolver.Addresses = addresses;
            Assert.Equal("42", (await CallerDialect.Find("chat").StreamAsync(client)).Text);
        }

        Assert.InRange(resolver.Calls, asked + 2, int.MaxValue);
    }

    [Fact]
    public async Task F85_NameUnknownFromTheStart_IsWhatTheCallerIsTold()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Stream("42"), Token);
        await using var router = Start(new FakeResolver(), upstream);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("first/m"));

        Assert.Contains("could not be found under its name", await response.AssertErrorAsync(503, "service_unavailable"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task F85_FiftyAddresses_TheOneThatAnswersIsFound()
    {
        var resolver = new FakeResolver([.. Enumerable.Range(2, 49).Select(i => $"127.0.0.{i}"), "127.0.0.1"]);
        await using var upstream = await FakeUpstream.StartAsync(Replies.Stream("42"), Token);
        await using var router = Start(resolver, upstream);
        using var client = router.CreateClient();

        var stream = await CallerDialect.Find("chat").StreamAsync(client);

        Assert.Equal(("42", 1), (stream.Text, stream.Ends));
        Assert.Single((await client.ExplainAsync(stream.RequestId)).Attempts);
    }

    private static RouterHost Start(FakeResolver resolver, FakeUpstream upstream, params (string Key, string? Value)[] settings) => RouterHost.Start(
        services => services.AddSingleton(new UpstreamNames(resolver.ResolveAsync)),
        [("Router:Providers:first:BaseUrl", $"http://{Host}:{new Uri(upstream.Address).Port}/v1"), ("Router:Providers:first:Models:0", "m"), .. settings]);
}
