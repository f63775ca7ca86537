using System.Net;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Tests.Common.Waiting;
using static Switchyard.QueueClient.Tests.RouterFixture;

namespace Switchyard.QueueClient.Tests;

/// <summary>Submissions whose answer is lost, or that come at the wrong time: the job is done, and once.</summary>
public sealed class SubmissionTests(RouterFixture router)
{
    private readonly ManualTimeProvider _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public async Task SubmitAsync_AnswerLost_DoesTheJobOnce(int passed)
    {
        await using var proxy = new CuttingProxy(router.Port, passed, passed);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        var question = NewName();

        var submitting = new SwitchyardClient(http, _time).Jobs.SubmitAsync(Ask(question), Token);
        await PauseAsync(TimeSpan.FromSeconds(0.5));
        await PauseAsync(TimeSpan.FromSeconds(1));
        var job = await submitting;
        await router.Client.Jobs.WaitAsync(job.Id, Token);

        Assert.Equal(3, proxy.Connections);
        Assert.Single(router.Questions, body => body.Contains(question, StringComparison.Ordinal));
        Assert.Single(await MatchingAsync(question));
    }

    [Fact]
    public async Task SubmitAsync_AnswersLostForEver_ThrowsAndHasOneJob()
    {
        await using var proxy = new CuttingProxy(router.Port, 0, 0, 0, 0, 0, 0);
        using var http = new HttpClient { BaseAddress = proxy.Address };
        var queue = NewName();

        var submitting = new SwitchyardClient(http, _time).Jobs.SubmitAsync(Wait(queue), Token);
        foreach (var pause in new[] { 0.5, 1, 2, 4 })
        {
            await PauseAsync(TimeSpan.FromSeconds(pause));
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => submitting);
        Assert.Equal(5, proxy.Connections);
        Assert.Single(await router.Client.Jobs.ListAsync(new JobQuery { Queue = queue }, Token).CollectAsync());
    }

    [Theory]
    [InlineData(502)]
    [InlineData(504)]
    public async Task SubmitAsync_ProxyThatDoesNotReachTheRouter_ComesAgain(int status)
    {
        await using var proxy = await FakeUpstream.StartAsync(Replies.Body("text/html", "<html>Bad gateway</html>", status), Token);
        using var http = new HttpClient { BaseAddress = new Uri(proxy.Address) };

        var submitting = new SwitchyardClient(http, _time).Jobs.SubmitAsync(Wait(NewName()), Token);
        foreach (var pause in new[] { 0.5, 1, 2, 4 })
        {
            await PauseAsync(TimeSpan.FromSeconds(pause));
        }

        Assert.Equal(status, (int)(await Assert.ThrowsAsync<RouterRefusedException>(() => submitting)).Status);
        Assert.Single(proxy.Requests.Select(request => request.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(5, proxy.Requests.Count);
    }

    [Fact]
    public async Task SubmitAsync_KeyOfOnesOwn_NamesTheSameJob()
    {
        var request = Wait(NewName()) with { IdempotencyKey = NewName() };

        var first = await router.Client.Jobs.SubmitAsync(request, Token);
        var again = await router.Client.Jobs.SubmitAsync(request, Token);
        var other = await router.Client.Jobs.SubmitAsync(request with { IdempotencyKey = null }, Token);

        Assert.Equal(first.Id, again.Id);
        Assert.NotEqual(first.Id, other.Id);
    }

    [Fact]
    public async Task SubmitAsync_QueueFull_ComesAgainWhenItIsTold()
    {
        var queue = NewName();
        var waiting = await FillAsync(queue);

        var submitting = Client().SubmitAsync(Wait(queue), Token);
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
        await router.Client.Jobs.CancelAsync(waiting, Token);
        await PauseAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(queue, (await submitting).Queue);
    }

    [Fact]
    public async Task SubmitAsync_QueueThatStaysFull_IsRefused()
    {
        var queue = NewName();
        await FillAsync(queue);

        var submitting = Client().SubmitAsync(Wait(queue), Token);
        for (var tries = 1; tries < 5; tries++)
        {
            await PauseAsync(TimeSpan.FromSeconds(1));
        }

        var refused = await Assert.ThrowsAsync<RouterRefusedException>(() => submitting);
        Assert.Equal((HttpStatusCode.TooManyRequests, "queue_full", TimeSpan.FromSeconds(1)), (refused.Status, refused.Code, refused.RetryAfter));
    }

    [Fact]
    public void Client_WithoutAnAddress_SaysWhatItNeeds()
    {
        using var http = new HttpClient();

        Assert.Contains("BaseAddress", Assert.Throws<ArgumentException>(() => new SwitchyardClient(http)).Message, StringComparison.Ordinal);
    }

    // Waits for a pause to have begun, and ends it; it is as long as that.
    private async Task PauseAsync(TimeSpan pause)
    {
        await Eventually.BecomesTrueAsync(() => _time.WaitingTimers == 1, Token);
        _time.Advance(pause - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, _time.WaitingTimers);
        _time.Advance(TimeSpan.FromMilliseconds(1));
    }

    private JobsClient Client() => new SwitchyardClient(router.Http, _time).Jobs;

    private async Task<string> FillAsync(string queue)
    {
        var jobs = await Task.WhenAll(Enumerable.Range(0, MaxPending).Select(_ => router.Client.Jobs.SubmitAsync(Wait(queue), Token)));
        return jobs[0].Id;
    }

    private async Task<List<string>> MatchingAsync(string question)
    {
        List<string> ids = [];
        await foreach (var job in router.Client.Jobs.ListAsync(new JobQuery { Queue = "default" }, Token))
        {
            if ((await router.Client.Jobs.GetRequestAsync(job.Id, Token)).Contains(question, StringComparison.Ordinal))
            {
                ids.Add(job.Id);
            }
        }

        return ids;
    }
}
