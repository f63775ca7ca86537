using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PassThrough;

/// <summary>Row A2: what holds for sound and images alike.</summary>
public sealed class PassThroughTests
{
    private static readonly string[] s_paths = [PassThroughHost.Transcriptions, PassThroughHost.Speech, PassThroughHost.Images];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Paths => [.. s_paths];

    public static TheoryData<string, string> Failures => new(
        from path in s_paths
        from fault in (string[])["error", "html", "empty", "status-503", "status-401", "status-429-10ms", "reset", "garbage"]
        where fault != "garbage" || path == PassThroughHost.Images
        select (path, fault));

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_ForAModelThatHasIt_IsPassedAndTraced(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Aliases:nice", "first/m"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "nice"));

        Assert.Equal((200, "first"), ((int)response.StatusCode, response.Provider()));
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(path, Assert.Single(router.First.Asked()).Path);
        var trace = await router.Client.TraceAsync(response);
        var operation = path == PassThroughHost.Transcriptions ? "transcription" : path == PassThroughHost.Speech ? "speech" : "images";
        Assert.Equal((operation, "nice", "completed"), (trace.Operation, trace.Model, trace.Outcome));
        Assert.Equal(("first/m", "completed"), (Assert.Single(trace.Attempts).Model, trace.Attempts[0].Outcome));
        Assert.Contains($"operation=\"{operation}\"", await router.Client.GetStringAsync("/metrics", Token), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_BehindAProvidersName_IsAnsweredByIt(string path)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Ask("/second" + path, "n"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Request_WhoseUpstreamGivesNoAnswer_GoesToTheNext(string path, string fault)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Script(Scenario.Parse(fault));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/m"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
        Assert.Equal(2, (await router.Client.TraceAsync(response)).Attempts.Count);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_OfAnAPIWithoutIt_Is501WithTheReason(string path)
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var host = RouterHost.Start(
            ("Router:Providers:a:BaseUrl", mock.Address), ("Router:Providers:a:Dialect", "anthropic"), ("Router:Providers:a:Models:0", "m"),
            ("Router:Providers:g:BaseUrl", mock.Address), ("Router:Providers:g:Dialect", "gemini"), ("Router:Providers:g:Models:0", "m"),
            ("Router:Providers:o:BaseUrl", mock.Address), ("Router:Providers:o:Dialect", "ollama"), ("Router:Providers:o:Models:0", "m"));
        using var client = host.CreateClient();

        foreach (var (provider, api) in ((string, string)[])[("a", "Anthropic's own API"), ("g", "Gemini's own API"), ("o", "Ollama's own API")])
        {
            using var response = await client.AskAsync(PassThroughHost.Ask(path, provider + "/m"));

            var message = await response.AssertErrorAsync(501, "not_implemented", "model");
            Assert.Contains($"the provider '{provider}' is asked through {api}", message, StringComparison.Ordinal);
            Assert.Contains("Name a model of a provider", message, StringComparison.Ordinal);
        }

        Assert.Empty(mock.Asked());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_OfANode_Is501WithTheReason(string path)
    {
        await using var mock = await MockServer.StartAsync(new MockServerOptions(), Token);
        await using var host = RouterHost.StartWithNodes(mock.Address);
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(path, "local/mock-large"));

        Assert.Contains("the provider 'local' is asked through the API of the local nodes", await response.AssertErrorAsync(501, "not_implemented", "model"), StringComparison.Ordinal);
        Assert.Empty(mock.Asked());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_WhoseFirstModelHasNone_GoesToTheFallback(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:Dialect", "anthropic"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/m"));

        Assert.Equal((200, "second"), ((int)response.StatusCode, response.Provider()));
        Assert.Contains("in Anthropic's own API", (await router.Client.TraceAsync(response)).Attempts[0].Reason, StringComparison.Ordinal);
    }

    /// <summary>An upstream that says nothing but 404 does not have the path.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_AtAnUpstreamWithoutThePath_Is501WithTheReason(string path)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Json("""{"detail":"Not Found"}""", 404), Token);
        await using var host = RouterHost.Start(("Router:Providers:v:BaseUrl", upstream.Address + "/v1"), ("Router:Providers:v:Models:0", "m"));
        using var client = host.CreateClient();

        using var response = await client.AskAsync(PassThroughHost.Ask(path, "v/m"));

        Assert.Contains($"it answered 404 at {path}", await response.AssertErrorAsync(501, "not_implemented", "model"), StringComparison.Ordinal);
        Assert.Equal("missing", (await client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("race")]
    [InlineData("hedge")]
    [InlineData("cascade")]
    [InlineData("vote")]
    [InlineData("parallel")]
    public async Task Request_BySeveralModelsAtOnce_IsRefused(string strategy)
    {
        await using var router = await MockRouter.StartAsync();

        foreach (var path in s_paths)
        {
            using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/m", strategy, "first/m,second/n"));

            Assert.Contains($"'{strategy}' does not serve", await response.AssertErrorAsync(400, "invalid_value", "x-switchyard-strategy"), StringComparison.Ordinal);
        }

        Assert.Empty(router.First.Asked());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_WithAListOfFallbacks_IsServed(string path)
    {
        await using var router = await MockRouter.StartAsync();
        router.Second.Script(Scenario.Parse("status-503"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "x", models: "second/n,first/m"));

        Assert.Equal((200, "first"), ((int)response.StatusCode, response.Provider()));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_OfAClassNobodyMayReceive_Is403(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:DataClasses:0", "public"), ("Router:Providers:second:DataClasses:0", "public"));
        using var request = PassThroughHost.Ask(path, "first/m");
        request.Headers.Add("x-switchyard-data-class", "confidential");

        using var response = await router.Client.AskAsync(request);

        await response.AssertErrorAsync(403, "data_class_not_allowed");
        Assert.Empty(router.First.Asked());
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_ForAProviderKeptToOtherTasks_Is403(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:AllowedTasks:0", "chat"), ("Router:Providers:second:AllowedTasks:0", "chat"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/m"));

        await response.AssertErrorAsync(403, "task_not_allowed");
        Assert.Empty(router.First.Asked());
    }

    /// <summary>What a caller proves who he is with is for the Router.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Credentials_OfTheCaller_StayHere(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Providers:first:ApiKeyVariable", "FIRST_KEY"), ("FIRST_KEY", "sk-own"));
        using var request = PassThroughHost.Ask(path, "first/m");
        foreach (var (name, value) in ((string, string)[])[("Authorization", "Bearer sk-caller"), ("x-api-key", "sk-caller"), ("Cookie", "a=sk-caller"), ("OpenAI-Organization", "sk-caller"), ("x-forwarded-for", "10.0.0.1"), ("x-anything", "sk-caller")])
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await router.Client.AskAsync(request);

        Assert.Equal(200, (int)response.StatusCode);
        var headers = Assert.Single(router.First.Asked()).Headers;
        Assert.Equal("Bearer sk-own", headers["Authorization"]);
        Assert.DoesNotContain(headers, header => header.Value.Contains("sk-caller", StringComparison.Ordinal) || header.Value.Contains("10.0.0.1", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Request_WhoseContentIsKept_IsServed(string path)
    {
        await using var router = await MockRouter.StartAsync(("Router:Tracing:CaptureContent", "true"));

        using var response = await router.Client.AskAsync(PassThroughHost.Ask(path, "first/m"));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("completed", (await router.Client.TraceAsync(response)).Outcome);
    }

    [Theory]
    [InlineData("x-switchyard-validate", "true")]
    [InlineData("x-switchyard-on-interruption", "continue")]
    public async Task Request_WithWishesForConversations_IsPassedAllTheSame(string header, string value)
    {
        await using var router = await MockRouter.StartAsync();
        foreach (var path in s_paths)
        {
            using var request = PassThroughHost.Ask(path, "first/m");
            request.Headers.Add(header, value);

            using var response = await router.Client.AskAsync(request);

            Assert.Equal(200, (int)response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Caller_WhoLeaves_LeavesTheUpstreamToo(string path)
    {
        await using var router = await MockRouter.StartAsync();
        router.First.Put("m", Scenario.Parse("stall-headers"));
        using var leave = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var asking = router.Client.SendAsync(PassThroughHost.Ask(path, "first/m"), leave.Token);
        await Deadline.UntilAsync(() => router.First.Asked().Count == 1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await router.First.Asked()[0].Ended.WaitAsync(TimeSpan.FromSeconds(10), Token);
        Assert.Equal(RequestState.Disconnected, router.First.Asked()[0].State);
        Assert.Empty(router.Second.Asked());
    }

    [Theory]
    [InlineData(PassThroughHost.Speech, """{"input":"Hello"}""", "missing_required_parameter", "model")]
    [InlineData(PassThroughHost.Speech, """{"model":"first/m"}""", "missing_required_parameter", "input")]
    [InlineData(PassThroughHost.Speech, """{"model":"first/m","input":3}""", "invalid_value", "input")]
    [InlineData(PassThroughHost.Speech, """{"model":"first/m","input":"Hello","base_url":"http://x"}""", "parameter_not_allowed", "base_url")]
    [InlineData(PassThroughHost.Images, """{"prompt":"A yard"}""", "missing_required_parameter", "model")]
    [InlineData(PassThroughHost.Images, """{"model":"first/m","prompt":""}""", "missing_required_parameter", "prompt")]
    [InlineData(PassThroughHost.Images, """{"model":"first/m","prompt":"a","prompt":"b"}""", "duplicate_property", "prompt")]
    public async Task Body_WithoutWhatItNeeds_IsRefused(string path, string body, string code, string param)
    {
        await using var router = await MockRouter.StartAsync();

        using var response = await router.Client.AskAsync(PassThroughHost.Json(path, body));

        await response.AssertErrorAsync(400, code, param);
        Assert.Empty(router.First.Asked());
    }
}
