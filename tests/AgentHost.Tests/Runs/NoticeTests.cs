using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>What is told of all runs, on whichever host they are.</summary>
public sealed class NoticeTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_OfARunOnAnotherReplica_AreToldInOrder()
    {
        await using var worker = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")));
        await using var other = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), worker.SharedDatabase);
        await worker.WaitForCacheAsync();
        await other.WaitForCacheAsync();
        var listening = new TaskCompletionSource();
        await using var notices = Follow(other, "/v1/events?user=noticed", listening: listening).GetAsyncEnumerator(Cancellation);
        var first = notices.MoveNextAsync();
        await listening.Task;

        var events = (await worker.Runs.RunAsync("hello", "noticed")).Where(runEvent => runEvent.Type != RunEventTypes.Token).ToList();

        List<RunNotice> told = [];
        for (var isMore = await first; isMore; isMore = await notices.MoveNextAsync())
        {
            told.Add(notices.Current.Data);
            if (told[^1].Type == RunEventTypes.Completed)
            {
                break;
            }
        }

        Assert.All(told, notice => Assert.Equal(("noticed", events[0].RunId), (notice.User, notice.RunId)));
        Assert.Equal(RunEventTypes.Started, told[0].Type);
        Assert.Equal(told.Select(notice => notice.Sequence).Order(), told.Select(notice => notice.Sequence));
        Assert.Subset(told.Select(notice => (notice.Sequence, notice.Type)).ToHashSet(), events.Select(runEvent => (runEvent.Sequence, runEvent.Type)).ToHashSet());
    }

    [Fact]
    public async Task Events_AfterTheLastOneKnown_TellsWhatFollowed()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")));
        var listening = new TaskCompletionSource();
        await using var notices = Follow(app, "/v1/events?user=resumer&topic=runs.*.run.completed", listening: listening).GetAsyncEnumerator(Cancellation);
        var first = notices.MoveNextAsync();
        await listening.Task;
        await app.Runs.RunAsync("one", "resumer");
        Assert.True(await first);
        var known = notices.Current;
        var second = (await app.Runs.RunAsync("two", "resumer"))[0].RunId;

        await using var resumed = Follow(app, "/v1/events?user=resumer&topic=runs.*.run.completed", known.EventId).GetAsyncEnumerator(Cancellation);

        Assert.True(await resumed.MoveNextAsync());
        Assert.Equal((second, RunEventTypes.Completed), (resumed.Current.Data.RunId, resumed.Current.EventType));
    }

    [Fact]
    public async Task Events_AfterOneThatAnotherHostTold_GoOnThere()
    {
        await using var worker = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")));
        await using var other = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")), worker.SharedDatabase);
        await worker.WaitForCacheAsync();
        await other.WaitForCacheAsync();
        var listening = new TaskCompletionSource();
        await using var notices = Follow(other, "/v1/events?user=mover", listening: listening).GetAsyncEnumerator(Cancellation);
        var first = notices.MoveNextAsync();
        await listening.Task;
        await worker.Runs.RunAsync("hello", "mover");
        Assert.True(await first);
        var known = notices.Current.EventId;
        Assert.True(await notices.MoveNextAsync());

        await using var resumed = Follow(worker, "/v1/events?user=mover", known).GetAsyncEnumerator(Cancellation);

        Assert.True(await resumed.MoveNextAsync());
        Assert.Equal((notices.Current.EventId, notices.Current.Data), (resumed.Current.EventId, resumed.Current.Data));
    }

    [Theory]
    [InlineData("/v1/events?topic=hosts.%23", "topic")]
    [InlineData("/v1/events?topic=runs..a", "topic")]
    [InlineData("/v1/events?topic=runs.%23.a", "topic")]
    [InlineData("/v1/events?user=a%20b", "user")]
    public async Task Events_OfNoTopic_AreRefusedWithTheParameter(string path, string parameter)
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")));

        using var response = await app.Runs.Http.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains($"'{parameter}'", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_AfterNoEvent_AreRefused()
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("ok")));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/events") { Headers = { { "Last-Event-ID", "7" } } };

        using var response = await app.Runs.Http.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private static async IAsyncEnumerable<SseItem<RunNotice>> Follow(AgentHostApplication app, string path, string? after = null, TaskCompletionSource? listening = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (after is not null)
        {
            request.Headers.Add("Last-Event-ID", after);
        }

        using var response = await app.Runs.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);

        // The comment says that it listens.
        await stream.ReadExactlyAsync(new byte[": waiting\n\n".Length], Cancellation);
        listening?.SetResult();
        await foreach (var item in SseParser.Create(stream, (_, data) => JsonSerializer.Deserialize(data, AgentsJsonContext.Default.RunNotice)!).EnumerateAsync(Cancellation))
        {
            yield return item;
        }
    }
}
