using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Client.Backends;
using Switchyard.Providers;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Agents.Client.Tests;

public sealed class RouterChatClientTests : IAsyncLifetime
{
    private FakeUpstream _router = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _router = await FakeUpstream.StartAsync(Replies.Chat("Paris"), Token);

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    public async Task Ask_AnyFormOfTheAddress_ReachesTheRouter(string path)
    {
        using var client = new RouterChatClient(new RouterOptions { Address = new Uri(_router.Address + path) });

        var response = await client.GetResponseAsync("What is the capital of France?", cancellationToken: Token);

        Assert.Equal(("Paris", 12), (response.Text, response.Usage!.TotalTokenCount));
        Assert.Equal("/v1/chat/completions", Assert.Single(_router.Requests).Path);
    }

    [Fact]
    public async Task Ask_WithKeyHeadersAndModel_SendsThem()
    {
        using var client = new RouterChatClient(Options with { ApiKey = "secret", Model = "small", Headers = new Dictionary<string, string> { ["X-Team"] = "blue" } });

        await client.GetResponseAsync("Hello", cancellationToken: Token);

        var request = Assert.Single(_router.Requests);
        Assert.Equal(("Bearer secret", "blue"), (request.Headers["Authorization"], request.Headers["X-Team"]));
        Assert.Equal("small", JsonElement.Parse(request.Body).GetProperty("model").GetString());
    }

    [Fact]
    public async Task Ask_WithoutKey_SendsNone()
    {
        using var client = new RouterChatClient(Options);

        await client.GetResponseAsync("Hello", cancellationToken: Token);

        Assert.False(Assert.Single(_router.Requests).Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task Stream_Text_ComesInPiecesWithUsage()
    {
        _router.Handler = Replies.Stream("Pa", "ris");
        using var client = new RouterChatClient(Options);

        var updates = await client.GetStreamingResponseAsync("?", cancellationToken: Token).ToListAsync(Token);

        Assert.Equal(["Pa", "ris"], updates.Select(update => update.Text).Where(text => text.Length > 0));
        Assert.Equal(12, updates.SelectMany(update => update.Contents).OfType<UsageContent>().Single().Details.TotalTokenCount);
    }

    [Fact]
    public async Task Stream_ToolCall_IsACallWithArguments()
    {
        _router.Handler = Replies.StreamCall("calculator", """{"expression":"6*7"}""");
        using var client = new RouterChatClient(Options);

        var updates = await client.GetStreamingResponseAsync("?", cancellationToken: Token).ToListAsync(Token);

        var call = updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>().Single();
        Assert.Equal(("calculator", "6*7"), (call.Name, call.Arguments!["expression"]!.ToString()));
    }

    [Theory]
    [InlineData(false, 429)]
    [InlineData(false, 502)]
    [InlineData(false, 503)]
    [InlineData(false, 504)]
    [InlineData(true, 429)]
    [InlineData(true, 503)]
    public async Task Ask_RefusedForAWhile_AsksAgainWhenTheRouterSays(bool streams, int status)
    {
        var time = new ManualTimeProvider();
        using var http = new HttpClient();
        using var client = new RouterChatClient(http, Options, time);
        _router.Handler = InTurn(Replies.Error(status, "busy", "busy", retryAfter: "7"), streams ? Replies.Stream("Paris") : Replies.Chat("Paris"));

        var asked = AskAsync(client, streams);
        await Eventually.BecomesTrueAsync(() => time.WaitingTimers == 1, Token);
        time.Advance(TimeSpan.FromSeconds(6));
        var before = _router.Requests.Count;
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("Paris", await asked);
        Assert.Equal((1, 2), (before, _router.Requests.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ask_AgainAndAtABackup_ReadsTheMessagesOnce(bool streams)
    {
        using var router = new RouterChatClient(Options with { MaxTries = 2 });
        using var client = new BackupChatClient([new ModelBackend("first", router), new ModelBackend("second", router)]);
        _router.Handler = InTurn([.. Enumerable.Repeat(Replies.Error(503, "busy", "busy", retryAfter: "0"), 3), streams ? Replies.Stream("Paris") : Replies.Chat("Paris")]);
        var read = 0;
        IEnumerable<ChatMessage> ReadMessages()
        {
            read++;
            yield return new ChatMessage(ChatRole.User, "What is the capital of France?");
        }

        var answer = streams
            ? (await client.GetStreamingResponseAsync(ReadMessages(), cancellationToken: Token).ToChatResponseAsync(Token)).Text
            : (await client.GetResponseAsync(ReadMessages(), cancellationToken: Token)).Text;

        Assert.Equal(("Paris", 4, 1), (answer, _router.Requests.Count, read));
    }

    [Fact]
    public async Task Ask_RefusedAgainAndAgain_GivesUpWithTheRoutersWords()
    {
        _router.Handler = Replies.Error(429, "No room.", "rate_limit", retryAfter: "0");
        using var client = new RouterChatClient(Options with { MaxTries = 3 });

        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(client, streams: true));

        Assert.Equal(("No room.", "rate_limit", 3), (exception.Message, exception.Code, _router.Requests.Count));
    }

    [Fact]
    public async Task Ask_ToWaitLongerThanTheLimit_IsTheError()
    {
        _router.Handler = Replies.Error(503, "Tomorrow.", "away", retryAfter: "3600");
        using var client = new RouterChatClient(Options);

        await Assert.ThrowsAsync<ProviderException>(() => AskAsync(client, streams: false));

        Assert.Single(_router.Requests);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(500)]
    public async Task Ask_RefusedForGood_IsNotAskedAgain(int status)
    {
        _router.Handler = Replies.Error(status, "No.", "wrong");
        using var client = new RouterChatClient(Options);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(client, streams: true));

        Assert.Equal((status, "wrong", "No."), ((int)exception.StatusCode!, exception.Code, exception.Message));
        Assert.Single(_router.Requests);
    }

    [Fact]
    public async Task Stream_BreaksOff_IsNotBegunAgain()
    {
        var received = new TaskCompletionSource();
        _router.Handler = Replies.StreamThenReset(received.Task, "Pa");
        using var client = new RouterChatClient(Options);
        await using var updates = client.GetStreamingResponseAsync("?", cancellationToken: Token).GetAsyncEnumerator(Token);
        while (updates.Current is not { Text.Length: > 0 })
        {
            Assert.True(await updates.MoveNextAsync());
        }

        received.SetResult();

        var exception = await Assert.ThrowsAsync<ProviderException>(async () => await updates.MoveNextAsync());
        Assert.Equal(ProviderErrorCodes.StreamInterrupted, exception.Code);
        Assert.Single(_router.Requests);
    }

    [Fact]
    public async Task Ask_NobodyThere_IsAConnectionFailure()
    {
        using var client = new RouterChatClient(Options with { Address = new Uri($"http://127.0.0.1:{FreePort.Find()}"), MaxTries = 1 });

        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(client, streams: false));

        Assert.Equal(ProviderErrorCodes.ConnectionFailed, exception.Code);
    }

    [Fact]
    public async Task Ask_NoAnswerInTime_IsATimeout()
    {
        _router.Handler = Replies.Hang(new TaskCompletionSource());
        using var client = new RouterChatClient(Options with { Timeout = TimeSpan.FromMilliseconds(100) });

        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(client, streams: true));

        Assert.Equal(ProviderErrorCodes.Timeout, exception.Code);
    }

    [Fact]
    public async Task Stream_Cancelled_ClosesTheConnection()
    {
        var aborted = new TaskCompletionSource();
        _router.Handler = Replies.StreamThenHang(aborted, "Pa");
        using var client = new RouterChatClient(Options);
        using var cancel = new CancellationTokenSource();
        await using var updates = client.GetStreamingResponseAsync("?", cancellationToken: cancel.Token).GetAsyncEnumerator(cancel.Token);
        Assert.True(await updates.MoveNextAsync());

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            while (await updates.MoveNextAsync())
            {
            }
        });
        await aborted.Task.WaitAsync(Token);
    }

    [Theory]
    [InlineData("router.example")]
    [InlineData("file:///tmp")]
    public void Create_AddressThatIsNone_IsRefused(string address) =>
        Assert.Contains("give one like http://localhost:7170", Assert.Throws<ArgumentException>(() => new RouterChatClient(new RouterOptions { Address = new Uri(address, UriKind.RelativeOrAbsolute) })).Message, StringComparison.Ordinal);

    [Fact]
    public void Choose_NeitherClientNorRouter_IsRefused() =>
        Assert.Contains("needs a chat client or a Router's address", Assert.Throws<ArgumentException>(() => RouterChatClient.Choose(null, null)).Message, StringComparison.Ordinal);

    [Fact]
    public void Choose_ClientOrRouter_TakesTheClientFirst()
    {
        using var client = new ScriptedChatClient(ScriptedAnswer.Say("x"));
        using var router = RouterChatClient.Choose(null, Options);

        Assert.Same(client, RouterChatClient.Choose(client, Options));
        Assert.IsType<RouterChatClient>(router);
        Assert.Equal("router", router.GetService<ChatClientMetadata>()!.ProviderName);
    }

    private RouterOptions Options => new() { Address = new Uri(_router.Address) };

    private static async Task<string> AskAsync(RouterChatClient client, bool streams) => streams
        ? (await client.GetStreamingResponseAsync("?", cancellationToken: Token).ToChatResponseAsync(Token)).Text
        : (await client.GetResponseAsync("?", cancellationToken: Token)).Text;

    private static RequestDelegate InTurn(params RequestDelegate[] handlers)
    {
        var asked = 0;
        return context => handlers[Math.Min(Interlocked.Increment(ref asked) - 1, handlers.Length - 1)](context);
    }
}
