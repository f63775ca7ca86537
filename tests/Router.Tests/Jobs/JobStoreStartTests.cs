using System.Text.Json;
using Switchyard.Tests.Common.Databases;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>Rows F14 and F38: what the queue stands on is looked at when the Router starts.</summary>
public sealed class JobStoreStartTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Database_ThatMayLoseCommits_StopsTheStart()
    {
        await using var postgres = await PostgresServer.StartAsync(["synchronous_commit=off"], Token);

        var said = RouterHost.StartInVain(("ConnectionStrings:switchyard", postgres.ConnectionString));

        Assert.Contains("PostgreSQL runs with synchronous_commit = off", said, StringComparison.Ordinal);
        Assert.Contains("Router:Queue:AllowUnsafeDatabase", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Database_ThatMayLoseCommitsAndIsAccepted_IsSaidLoudlyAndDegrades()
    {
        await using var postgres = await PostgresServer.StartAsync(["fsync=off"], Token);
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", postgres.ConnectionString), ("Router:Queue:AllowUnsafeDatabase", "true"));
        var jobs = new JobClient(router.CreateClient());

        await jobs.SubmitAsync();

        await AssertSaidAsync(router, jobs.Http, "PostgreSQL runs with fsync = off");
    }

    [Fact]
    public async Task Redis_ThatEvicts_IsSaidLoudlyAndDegrades()
    {
        await using var postgres = await PostgresServer.StartAsync(Token);
        await using var redis = await RedisServer.StartAsync(["--maxmemory-policy", "allkeys-lru"], Token);
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", postgres.ConnectionString), ("ConnectionStrings:cache", redis.ConnectionString));
        var jobs = new JobClient(router.CreateClient());

        await jobs.SubmitAsync();

        await AssertSaidAsync(router, jobs.Http, "Redis runs with maxmemory-policy allkeys-lru");
    }

    [Fact]
    public async Task Database_ThatIsAway_IsWaitedFor()
    {
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", $"Host=127.0.0.1;Port={FreePort.Find()};Username=postgres"));
        var jobs = new JobClient(router.CreateClient());

        using var answer = await jobs.PostAsync($$"""{"body":{{JobClient.Question}}}""");

        await answer.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal("Healthy", (await ReadHealthAsync(jobs.Http)).GetProperty("status").GetString());
    }

    private static async Task AssertSaidAsync(RouterHost router, HttpClient http, string what)
    {
        await Deadline.UntilAsync(async () => (await ReadHealthAsync(http)).GetProperty("status").GetString() == "Degraded");
        Assert.StartsWith(what, (await ReadHealthAsync(http)).GetProperty("description").GetString(), StringComparison.Ordinal);
        await Deadline.UntilAsync(() => router.Logs.Lines.Any(line => line.StartsWith("Error", StringComparison.Ordinal)));
        Assert.Contains(what, Assert.Single(router.Logs.Lines, line => line.StartsWith("Error", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> ReadHealthAsync(HttpClient http)
    {
        using var answer = await http.GetAsync("/health", Token);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("checks").GetProperty("queue");
    }
}
