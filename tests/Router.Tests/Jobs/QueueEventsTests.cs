using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common.Databases;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Row B1: what happens to jobs is told on the event bus, and to whoever listens to it over HTTP.</summary>
public sealed class QueueEventsTests : IAsyncLifetime
{
    private const string Path = "/v1/queue/events";

    private MockRouter _router = null!;
    private JobClient _jobs = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _router = await MockRouter.StartAsync();
        _jobs = new JobClient(_router.Client);
    }

    public ValueTask DisposeAsync() => _router.DisposeAsync();

    [Fact]
    public async Task Job_SubmittedRunAndCompleted_IsToldInOrder()
    {
        await using var events = await QueueEventStream.OpenAsync(_jobs.Http);

        var id = await _jobs.SubmitAsync();
        var told = await events.ReadAsync(3);
        var recorded = (await _jobs.FollowAsync(id)).Where(item => item.Type != "content").ToList();

        Assert.Equal(["queue_job_submitted", "queue_job_started", "queue_job_completed"], told.Select(item => item.Type));
        Assert.All(told, item => Assert.Equal((id, item.Type, "default", "default"), (TextOf(item, "job_id"), TextOf(item, "type"), TextOf(item, "queue"), TextOf(item, "tenant"))));
        Assert.Equal([0, 1, 1], told.Select(item => item.Data.GetProperty("attempt").GetInt32()));
        Assert.Equal(recorded.Select(item => item.Id), told.Select(item => item.Data.GetProperty("sequence").GetInt64()));
        Assert.All(told, item => Assert.Equal(DateTimeOffset.UtcNow, item.Data.GetProperty("timestamp").GetDateTimeOffset(), TimeSpan.FromHours(1)));
        Assert.Equal(3, told.Select(item => Guid.Parse(item.Id)).Distinct().Count());
    }

    [Fact]
    public async Task Jobs_ThatFailAreReplayedOrCancelled_AreTold()
    {
        await using var events = await QueueEventStream.OpenAsync(_jobs.Http);

        var failed = await _jobs.SubmitAsync("""{"model":"first/nobody","messages":[{"role":"user","content":"Go"}]}""");
        var first = await events.ReadAsync(3);
        using var replayed = await _jobs.Http.PostAsync($"/v1/queue/replay/{failed}", null, Token);
        var second = await events.ReadAsync(3);
        var waiting = await _jobs.SubmitAsync(more: ""","delay_seconds":3600""");
        using var cancelled = await _jobs.CancelAsync(waiting);
        var third = await events.ReadAsync(2);

        string[] types = ["queue_job_submitted", "queue_job_started", "queue_job_failed"];
        Assert.Equal([.. types, .. types, "queue_job_submitted", "queue_job_cancelled"], [.. first.Concat(second).Concat(third).Select(item => item.Type)]);
        Assert.Equal(waiting, TextOf(third[1], "job_id"));
    }

    [Fact]
    public async Task Job_ThatIsTriedAgain_IsToldSo()
    {
        _router.First.Script(Scenario.Parse("status-500"), new Scenario { Text = "better now" });
        _router.Second.Script(Scenario.Parse("status-500"));
        await using var events = await QueueEventStream.OpenAsync(_jobs.Http);

        await _jobs.SubmitAsync();

        Assert.Equal(["queue_job_submitted", "queue_job_started", "queue_job_retrying", "queue_job_started", "queue_job_completed"], (await events.ReadAsync(5)).Select(item => item.Type));
    }

    [Fact]
    public async Task Submission_Repeated_IsToldOnce()
    {
        await using var events = await QueueEventStream.OpenAsync(_jobs.Http, "jobs.*.queue_job_submitted");
        using var first = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""", key: "order-7");
        using var again = await _jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""", key: "order-7");
        var other = await _jobs.SubmitAsync();

        Assert.Equal(other, TextOf((await events.ReadAsync(2))[1], "job_id"));
    }

    [Fact]
    public async Task Topic_LeavesOutTheOthers()
    {
        var waiting = await _jobs.SubmitAsync(more: ""","delay_seconds":3600""");
        await using var ends = await QueueEventStream.OpenAsync(_jobs.Http, "jobs.*.queue_job_completed");
        await using var one = await QueueEventStream.OpenAsync(_jobs.Http, $"jobs.{waiting}.#");

        var ids = new[] { await _jobs.SubmitAsync(), await _jobs.SubmitAsync() };
        var told = await ends.ReadAsync(2);
        using var cancelled = await _jobs.CancelAsync(waiting);

        Assert.Equal(ids.Order(), told.Select(item => TextOf(item, "job_id")).Order());
        Assert.All(told, item => Assert.Equal("queue_job_completed", item.Type));
        Assert.Equal("queue_job_cancelled", Assert.Single(await one.ReadAsync(1)).Type);
    }

    [Fact]
    public async Task Resumed_AfterAnEvent_GoesOnThere()
    {
        await using var live = await QueueEventStream.OpenAsync(_jobs.Http);
        await _jobs.SubmitAsync();
        var told = await live.ReadAsync(3);

        await using var resumed = await QueueEventStream.OpenAsync(_jobs.Http, after: told[0].Id);
        await using var unknown = await QueueEventStream.OpenAsync(_jobs.Http, after: $"{Guid.NewGuid()}");

        Assert.Equal(told.Skip(1).Select(item => item.Id), (await resumed.ReadAsync(2)).Select(item => item.Id));
        Assert.Equal(told.Select(item => item.Id), (await unknown.ReadAsync(3)).Select(item => item.Id));
    }

    [Theory]
    [InlineData("?topic=runs.%23")]
    [InlineData("?topic=jobs")]
    [InlineData("?topic=jobs..a")]
    [InlineData("?topic=jobs.%23.a")]
    [InlineData("?topic=")]
    public async Task Topic_ThatIsNone_IsRefused(string query)
    {
        using var answer = await _jobs.Http.GetAsync(Path + query, Token);

        await answer.AssertErrorAsync(400, "invalid_value", "topic");
    }

    [Fact]
    public async Task LastEventId_ThatIsNone_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path);
        request.Headers.TryAddWithoutValidation("Last-Event-ID", "7");
        using var header = await _jobs.Http.SendAsync(request, Token);
        using var query = await _jobs.Http.GetAsync($"{Path}?last_event_id=7", Token);

        await header.AssertErrorAsync(400, "invalid_value", "Last-Event-ID");
        await query.AssertErrorAsync(400, "invalid_value", "Last-Event-ID");
    }

    [Fact]
    public async Task Router_ThatStops_EndsTheStream()
    {
        await using var events = await QueueEventStream.OpenAsync(_jobs.Http);
        var next = events.MoveNextAsync();

        _router.Host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        Assert.False(await next);
    }

    [Fact]
    public async Task Database_ThatIsAway_MakesNoDifference()
    {
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres"));

        await using var events = await QueueEventStream.OpenAsync(router.CreateClient());
    }

    private static string? TextOf((string Id, string Type, JsonElement Data) item, string name) => item.Data.GetProperty(name).GetString();
}
