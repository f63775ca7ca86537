using System.Text.Json;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.DataClasses;

/// <summary>A provider is used for what it may be used for, and for nothing else.</summary>
public sealed class AllowedTasksTests
{
    private const string Messages = """{"model":"team/m","max_tokens":16,"messages":[{"role":"user","content":"What is 6 times 7?"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/v1/chat/completions", """{"model":"team/m","messages":[{"role":"user","content":"6 times 7?"}]}""", "chat")]
    [InlineData("/v1/completions", """{"model":"team/m","prompt":"6 times 7?"}""", "completions")]
    [InlineData("/v1/embeddings", """{"model":"team/m","input":"6 times 7"}""", "embeddings")]
    [InlineData("/v1/responses", """{"model":"team/m","input":"6 times 7?"}""", "responses")]
    [InlineData("/v1/tokens/count", """{"model":"team/m","messages":[{"role":"user","content":"6 times 7?"}]}""", "count_tokens")]
    public async Task Request_ForAnotherTask_IsRefusedAndNotSent(string path, string body, string task)
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Team(upstream, "messages", "tokenize"));
        using var client = router.CreateClient();
        using var request = RouterRequests.Post(path, System.Text.Encoding.UTF8.GetBytes(body));

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(
            $"No provider of 'team/m' may be used for {task}: 'team' may be used for messages, tokenize. The settings Router:Providers:<id>:AllowedTasks say so.",
            await response.AssertErrorAsync(403, "task_not_allowed"));
        Assert.DoesNotContain(upstream.Requests, static sent => sent.Method == "POST");
    }

    [Fact]
    public async Task Request_ForAnAllowedTask_IsServed()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start(Team(upstream, "messages"));
        using var client = router.CreateClient();
        using var request = RouterRequests.Post("/v1/messages", System.Text.Encoding.UTF8.GetBytes(Messages));

        using var response = await client.SendAsync(request, Token);

        Assert.Equal((200, 1), ((int)response.StatusCode, upstream.Completions().Count));
        var shown = JsonElement.Parse(await client.GetStringAsync("/providers", Token)).GetProperty("data")[0];
        Assert.Equal("""["messages"]""", shown.GetProperty("allowed_tasks").GetRawText());
    }

    [Fact]
    public async Task Request_WithAFallbackForItsTask_GoesThereAndSaysWhy()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var other = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = RouterHost.Start([.. Team(upstream, "embeddings"), ("Router:Providers:other:BaseUrl", other.Address), ("Router:Providers:other:Models:0", "m"), ("Router:Routes:team/m:Fallbacks:0", "other/m")]);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("team/m"));
        var trace = JsonElement.Parse(await client.GetStringAsync("/v1/requests/" + Assert.Single(response.Headers.GetValues("x-request-id")), Token));

        Assert.Equal((200, 0, 1), ((int)response.StatusCode, upstream.Completions().Count, other.Completions().Count));
        Assert.Equal(
            ["left out: 'team' may not be used for chat", "first choice"],
            trace.GetProperty("attempts").EnumerateArray().Select(attempt => attempt.GetProperty("reason").GetString()));
    }

    [Fact]
    public void UnknownTask_InConfiguration_StopsTheStart() => Assert.Contains(
        "Router:Providers:team:AllowedTasks: 'chatting' is nothing that a provider is used for; there are chat, messages, responses, completions, embeddings, tokenize, count_tokens, ",
        RouterHost.StartInVain(("Router:Providers:team:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:team:AllowedTasks:0", "chatting")),
        StringComparison.Ordinal);

    private static (string Key, string? Value)[] Team(FakeUpstream upstream, params string[] tasks) =>
    [
        ("Router:Providers:team:BaseUrl", upstream.Address),
        ("Router:Providers:team:Models:0", "m"),
        .. tasks.Select((name, i) => ($"Router:Providers:team:AllowedTasks:{i}", (string?)name)),
    ];
}
