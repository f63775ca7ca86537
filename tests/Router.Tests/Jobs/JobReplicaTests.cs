using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Switchyard.Events.Redis;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Storage;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Services;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Rows B1, B3 and B4 with PostgreSQL and Redis: routers and workers are any, and a job is done although those that had it are gone.</summary>
public sealed class JobReplicaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly string _queue = $"q{Guid.NewGuid():N}";
    private RedisServer _redis = null!;
    private MockServer _upstream = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Place => $$""","queue":"{{_queue}}" """;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync(Token);
        _upstream = await MockServer.StartAsync(new MockServerOptions(), Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _upstream.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Job_SubmittedOnOneRouter_IsFollowedOnASecondAndCancelledOnAThird()
    {
        _upstream.Script(Scenario.Parse("tokens-5000+rate-20"));
        await using var first = Start("router");
        await using var second = Start("router");
        await using var third = Start("router");
        await using var worker = Start("worker");
        var (submitter, follower, canceller) = (Client(first), Client(second), Client(third));

        var id = await submitter.SubmitAsync(more: Place);
        await follower.FollowAsync(id, until: type => type == "content");
        var following = follower.FollowAsync(id);
        using var cancelled = await canceller.CancelAsync(id);
        var events = await following;

        Assert.Equal("cancelled", events[^1].Type);
        Assert.Equal("cancelled", await submitter.StateAsync(id));
        await Deadline.UntilAsync(() => _upstream.Requests[^1].State == RequestState.Disconnected);
    }

    [Fact]
    public async Task Worker_ThatIsKilled_HasItsJobsDoneByAnother()
    {
        _upstream.Script(Scenario.Parse("tokens-5000+rate-20"), new Scenario { Text = "from the second" });
        await using var router = Start("router");
        var jobs = Client(router);
        var id = await jobs.SubmitAsync(more: Place);
        await using (var killed = await StartWorkerAsync())
        {
            await jobs.FollowAsync(id, until: type => type == "content");
            await killed.KillAsync();
        }

        await using var another = await StartWorkerAsync();
        using var result = await jobs.ResultAsync(id);
        var job = await jobs.StatusAsync(id);
        var events = await jobs.FollowAsync(id);

        Assert.Contains("from the second", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((2, 1, 0), (job.GetProperty("attempts").GetInt32(), job.GetProperty("crashes").GetInt32(), job.GetProperty("failures").GetInt32()));
        Assert.Equal(["pending", "running", "retrying", "running", "completed"], events.Where(item => item.Type != "content").Select(item => item.Type));
        Assert.Equal("worker_lost", events.Single(item => item.Type == "retrying").Data.GetProperty("data").GetProperty("code").GetString());
    }

    [Fact]
    public async Task Worker_ThatIsToldToEnd_HandsItsJobsBack()
    {
        _upstream.Script(Scenario.Parse("tokens-5000+rate-20"), new Scenario { Text = "handed over" });
        await using var router = Start("router");
        var jobs = Client(router);
        var id = await jobs.SubmitAsync(more: Place);
        await using (await StartWorkerAsync())
        {
            await jobs.FollowAsync(id, until: type => type == "content");
        }

        Assert.Equal("pending", await jobs.StateAsync(id));
        await using var another = await StartWorkerAsync();
        using var result = await jobs.ResultAsync(id);
        var job = await jobs.StatusAsync(id);

        Assert.Contains("handed over", await result.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal((2, 0, 0), (job.GetProperty("attempts").GetInt32(), job.GetProperty("crashes").GetInt32(), job.GetProperty("failures").GetInt32()));
    }

    [Fact]
    public async Task Events_OfOneRouterAndAWorker_AreToldOnAnotherAndResumedOnTheFirst()
    {
        await using var first = Start("router");
        await using var second = Start("router");
        await using var worker = Start("worker");
        foreach (var host in new[] { first, second, worker })
        {
            await Deadline.UntilAsync(() => host.Services.GetRequiredService<RedisBridgeService>().IsFollowing);
        }

        var submitter = Client(first);
        await using var events = await QueueEventStream.OpenAsync(second.CreateClient());

        var id = await submitter.SubmitAsync(more: Place);
        var told = await events.ReadAsync(3, _queue);

        // The worker may be heard sooner than the router: the numbers are the order.
        Assert.Equal(["queue_job_submitted", "queue_job_started", "queue_job_completed"], told.OrderBy(item => item.Data.GetProperty("sequence").GetInt64()).Select(item => item.Type));
        Assert.All(told, item => Assert.Equal(id, item.Data.GetProperty("job_id").GetString()));

        // All have heard all of it then, in whichever order.
        await using var known = await QueueEventStream.OpenAsync(submitter.Http, after: $"{Guid.NewGuid()}");
        var there = await known.ReadAsync(3, _queue);
        await using var resumed = await QueueEventStream.OpenAsync(submitter.Http, after: there[0].Id);
        Assert.Equal(told.Select(item => (item.Id, item.Type)).Order(), there.Select(item => (item.Id, item.Type)).Order());
        Assert.Equal(there.Skip(1).Select(item => item.Id), (await resumed.ReadAsync(2, _queue)).Select(item => item.Id));
    }

    [Fact]
    public async Task Jobs_WithRedisGone_AreDone()
    {
        await using var router = Start("router");
        await using var worker = Start("worker");
        var jobs = Client(router);
        using var before = await jobs.ResultAsync(await jobs.SubmitAsync(more: Place));

        await _redis.DisposeAsync();
        _redis = await RedisServer.StartAsync(Token);
        using var after = await jobs.ResultAsync(await jobs.SubmitAsync(more: Place));

        Assert.Equal((200, 200), ((int)before.StatusCode, (int)after.StatusCode));
    }

    [Fact]
    public async Task Submission_OfAHundredAtOnceUnderOneKey_IsOneJob()
    {
        await using var router = Start("router");
        await using var worker = Start("worker");
        var jobs = Client(router);

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => jobs.PostAsync($$"""{"body":{{JobClient.Question}}{{Place}}}""", key: _queue)));
        var ids = await Task.WhenAll(answers.Select(async answer => JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("id").GetString()));
        using var result = await jobs.ResultAsync(ids[0]!);

        Assert.Single(ids.Distinct());
        Assert.Equal(99, answers.Count(answer => answer.Headers.Contains("Idempotent-Replayed")));
        Assert.Single(_upstream.Requests);
    }

    private static JobClient Client(RouterHost router) => new(router.CreateClient());

    private (string Key, string Value)[] Settings(string role) =>
    [
        ("Router:Providers:first:BaseUrl", $"{_upstream.Address}/v1"),
        ("Router:Providers:first:Models:0", "m"),
        ("Router:Queue:Role", role),
        ("Router:Queue:Name", _queue),
        ("Router:Queue:LeaseTime", "00:00:02"),
        ("Router:Queue:Grace", "00:00:00"),
        ("ConnectionStrings:switchyard", postgres.Server.ConnectionString),
        ("ConnectionStrings:cache", _redis.ConnectionString),
    ];

    private RouterHost Start(string role) => RouterHost.Start([.. Settings(role).Select(setting => (setting.Key, (string?)setting.Value))]);

    private Task<ServiceProcess> StartWorkerAsync() => ServiceProcess.StartAsync("Router", Settings("worker").Append(("Router:FindOllama", "false")).ToDictionary(setting => setting.Item1, setting => setting.Item2), Token);
}
