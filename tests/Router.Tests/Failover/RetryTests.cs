using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

public sealed class RetryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("429", 2)]
    [InlineData("503", 1)]
    [InlineData("reset", 2)]
    public async Task Chat_OnlyProviderRecovers_CallerGetsItsAnswer(string fault, int failures)
    {
        await using var only = await FakeUpstream.StartAsync(FailFirst(failures, fault), Token);
        await using var router = Start(only);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("only/m"));

        Assert.Equal((200, $"{failures + 1}"), ((int)response.StatusCode, response.Headers.GetValues("x-switchyard-attempts").Single()));
        Assert.Equal(failures + 1, only.Completions().Count);
    }

    [Theory]
    [InlineData("429", 3, 429)]
    [InlineData("503", 2, 503)]
    [InlineData("401", 1, 503)]
    [InlineData("400", 1, 400)]
    [InlineData("404", 1, 404)]
    public async Task Chat_NeverRecovers_IsAskedAsOftenAsItsClassAllows(string fault, int asked, int status)
    {
        await using var only = await FakeUpstream.StartAsync(FailFirst(100, fault), Token);
        await using var router = Start(only);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("only/m"));

        Assert.Equal((status, asked), ((int)response.StatusCode, only.Completions().Count));
    }

    [Fact]
    public async Task Chat_LongRetryAfter_IsTheCallersToWaitFor()
    {
        await using var only = await FakeUpstream.StartAsync(Replies.Error(429, "Slow down.", "rate_limit_exceeded", retryAfter: "60"), Token);
        await using var router = Start(only);
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("only/m"));

        Assert.Equal((429, TimeSpan.FromSeconds(60)), ((int)response.StatusCode, response.Headers.RetryAfter?.Delta));
        Assert.Single(only.Completions());
    }

    [Fact]
    public async Task Chat_KeepsFailing_IsLeftAloneUntilTheBreakIsOver()
    {
        await using var only = await FakeUpstream.StartAsync(Replies.Error(500, "Broken.", "server_error"), Token);
        await using var router = Start(only, ("Router:Breaker:Failures", "3"), ("Router:Breaker:Break", "00:05:00"), ("Router:Breaker:MaxBreak", "00:05:00"));
        using var client = router.CreateClient();
        for (var i = 0; i < 3; i++)
        {
            using var failed = await client.ChatAsync(RouterRequests.ForModel("only/m"));
        }

        using var response = await client.ChatAsync(RouterRequests.ForModel("only/m"));

        Assert.Equal("The provider 'only' failed repeatedly and is given a rest, and there is no other for 'only/m'.", await response.AssertErrorAsync(503, "service_unavailable"));
        Assert.Equal(3, only.Completions().Count);
    }

    [Fact]
    public async Task Request_AfterARetry_ExplainsItself()
    {
        await using var only = await FakeUpstream.StartAsync(FailFirst(1, "503"), Token);
        await using var router = Start(only);
        using var client = router.CreateClient();
        using var answer = await client.ChatAsync(RouterRequests.ForModel("only/m"));
        var id = answer.Headers.GetValues("x-request-id").Single();

        using var response = await client.GetAsync($"/v1/requests/{id}", Token);

        var request = JsonElement.Parse(await response.TextAsync());
        Assert.Equal(("chat", "only/m", "completed"), (request.GetProperty("operation").GetString(), request.GetProperty("model").GetString(), request.GetProperty("outcome").GetString()));
        var attempts = request.GetProperty("attempts").EnumerateArray().Select(attempt => (attempt.GetProperty("reason").GetString(), attempt.GetProperty("outcome").GetString())).ToList();
        Assert.Equal([("first choice", "failed"), ("retry 1: it may have recovered", "completed")], attempts);
        Assert.Equal((503, 9, 3), (request.GetProperty("attempts")[0].GetProperty("status").GetInt32(), request.GetProperty("attempts")[1].GetProperty("prompt_tokens").GetInt32(), request.GetProperty("attempts")[1].GetProperty("completion_tokens").GetInt32()));
    }

    [Theory]
    [InlineData("/v1/requests/nobody", 404)]
    [InlineData("/v1/requests?limit=0", 400)]
    [InlineData("/v1/requests?limit=x", 400)]
    [InlineData("/v1/requests?limit=5", 200)]
    public async Task Requests_AskedForWrongly_SaysSo(string path, int status)
    {
        await using var router = RouterHost.Start();
        using var client = router.CreateClient();

        using var response = await client.GetAsync(path, Token);

        Assert.Equal(status, (int)response.StatusCode);
    }

    private static RouterHost Start(FakeUpstream only, params (string Key, string? Value)[] more) => RouterHost.Start(
    [
        ("Router:Providers:only:BaseUrl", only.Address),
        ("Router:Providers:only:Models:0", "m"),
        ("Router:Retries:Attempts", "3"),
        ("Router:Retries:Delay", "00:00:00.010"),
        .. more,
    ]);

    private static RequestDelegate FailFirst(int count, string fault)
    {
        var left = count;
        return context => Interlocked.Decrement(ref left) < 0 ? Replies.Chat("42")(context)
            : fault == "reset" ? Replies.Reset()(context)
            : Replies.Error(int.Parse(fault), "No.", "no")(context);
    }
}
