using System.Text;
using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.PersonalData;

/// <summary>Requests with personal data or secrets do not reach restricted providers.</summary>
public sealed class PersonalDataTests
{
    private const string Value = "jane.doe@acme.example";
    private const string Body = """{"messages":[{"role":"user","content":"What is 6 times 7?"},{"role":"assistant","content":"Whose?"},{"role":"user","content":"Of jane.doe@acme.example, key AKIAIOSFODNN7EXAMPLE"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_OnlyForARestrictedProvider_IsRefusedByKindAndPlace()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Provider("withheld", upstream, isRestricted: true));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("withheld/m", Body));
        using var clean = await client.ChatAsync(RouterRequests.ForModel("withheld/m"));

        Assert.Equal(
            "The request holds personal data or secrets, which no provider of 'withheld/m' may receive ('withheld': restricted by DataClasses): API key in messages[2].content; e-mail address in messages[2].content. Take it out, or name a model of a provider that is not restricted.",
            await response.AssertErrorAsync(403, "personal_data_not_allowed"));
        Assert.Equal((200, 1), ((int)clean.StatusCode, upstream.Completions().Count));
        Assert.Contains(router.Logs.Lines, static line => line.Contains("was kept from the restricted provider 'withheld', since it holds: API key, e-mail address; refused altogether: True", StringComparison.Ordinal));
        Assert.DoesNotContain(router.Logs.Lines, static line => line.Contains(Value, StringComparison.Ordinal) || line.Contains("AKIAIOSFODNN7EXAMPLE", StringComparison.Ordinal));
        var counted = (await client.GetStringAsync("/metrics", Token)).Split('\n').Where(static line => line.StartsWith("switchyard_router_personal_data_total{", StringComparison.Ordinal) && line.Contains("provider=\"withheld\"", StringComparison.Ordinal));
        Assert.Equal(["API key", "e-mail address"], counted.Select(static line => line.Split("kind=\"")[1].Split('"')[0]).Order());
    }

    [Fact]
    public async Task Request_WithAFallbackThatIsNotRestricted_GoesThereAndSaysWhy()
    {
        await using var closed = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var open = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start([.. Provider("a", closed, isRestricted: true), .. Provider("b", open, isRestricted: false), ("Router:Routes:a/m:Fallbacks:0", "b/m")]);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("a/m", Body));
        var trace = JsonElement.Parse(await client.GetStringAsync("/v1/requests/" + Assert.Single(response.Headers.GetValues("x-request-id")), Token));

        Assert.Equal((200, 0, 1), ((int)response.StatusCode, closed.Completions().Count, open.Completions().Count));
        Assert.Equal(
            ["left out: 'a' is restricted, and the request holds: API key, e-mail address", "first choice"],
            trace.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task Request_OfARace_IsRunByThoseThatAreNotRestricted()
    {
        await using var closed = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var open = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start([.. Provider("a", closed, isRestricted: true), .. Provider("b", open, isRestricted: false)]);
        using var client = router.CreateClient();
        using var request = RouterRequests.ChatRequest(Body);
        request.Headers.Add("x-switchyard-strategy", "race");
        request.Headers.Add("x-switchyard-models", "a/m, b/m");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal((200, 0, 1), ((int)response.StatusCode, closed.Completions().Count, open.Completions().Count));
    }

    [Theory]
    [InlineData("/v1/messages", """{"model":"team/m","max_tokens":9,"messages":[{"role":"user","content":"jane.doe@acme.example"}]}""")]
    [InlineData("/v1/messages/count_tokens", """{"model":"team/m","messages":[{"role":"user","content":"jane.doe@acme.example"}]}""")]
    [InlineData("/v1/responses", """{"model":"team/m","input":"jane.doe@acme.example"}""")]
    [InlineData("/v1/completions", """{"model":"team/m","prompt":"jane.doe@acme.example"}""")]
    [InlineData("/v1/embeddings", """{"model":"team/m","input":["jane.doe@acme.example"]}""")]
    [InlineData("/team/v1/chat/completions", """{"messages":[{"role":"user","content":"jane.doe@acme.example"}]}""")]
    public async Task Request_OfEachKind_IsKeptFromARestrictedProvider(string path, string body)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Provider("team", upstream, isRestricted: true));
        using var client = router.CreateClient();
        using var request = RouterRequests.Post(path, Encoding.UTF8.GetBytes(body));

        using var response = await client.SendAsync(request, Token);

        var text = await response.TextAsync();
        Assert.Equal(403, (int)response.StatusCode);
        Assert.Contains("e-mail address in ", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Value, text, StringComparison.Ordinal);
        Assert.DoesNotContain(upstream.Requests, static sent => sent.Method == "POST");
    }

    [Fact]
    public async Task File_WhoseTextIsPutIn_IsReadToo()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Provider("team", upstream, isRestricted: true));
        using var client = router.CreateClient();
        var file = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('x', 200)}\nwritten by {Value}"));

        using var response = await client.ChatAsync($$$"""{"model":"team/m","messages":[{"role":"user","content":[{"type":"file","file":{"filename":"a.txt","file_data":"data:text/plain;base64,{{{file}}}"}}]}]}""");

        Assert.Contains("e-mail address in messages[0].content[0].file.file_data", await response.AssertErrorAsync(403, "personal_data_not_allowed"), StringComparison.Ordinal);
        Assert.Empty(upstream.Completions());
    }

    [Fact]
    public async Task Request_ForAProviderWithoutRestriction_IsPassedOnAsItIs()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Provider("team", upstream, isRestricted: false));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("team/m", Body));

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Contains(Value, Assert.Single(upstream.Completions()).Body, StringComparison.Ordinal);
    }

    private static (string Key, string? Value)[] Provider(string id, FakeUpstream upstream, bool isRestricted)
    {
        (string, string?)[] provider = [($"Router:Providers:{id}:BaseUrl", upstream.Address), ($"Router:Providers:{id}:Models:0", "m")];
        return isRestricted ? [.. provider, ($"Router:Providers:{id}:DataClasses:0", "public"), ($"Router:Providers:{id}:DataClasses:1", "internal")] : provider;
    }
}
