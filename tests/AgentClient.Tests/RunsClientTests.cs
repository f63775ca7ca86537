using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

public sealed class RunsClientTests
{
    private const string Summary = """{"id":"run_2","agent":"a","user":"u","conversation":"c","status":"running","model":"m","input":"Hello","created_at":"2026-01-01T12:00:00+00:00"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListAsync_Query_IsInTheAddress()
    {
        await using var host = await AgentHostFixture.StartAsync(("GET /v1/runs?user=ann&status=waiting&limit=5&before=x%2Fy", Replies.Json($$"""{"data":[{{Summary}}]}""")));

        var runs = await host.Api.Runs.ListAsync(new RunsQuery { User = "ann", Status = RunStatuses.Waiting, Limit = 5, Before = "x/y" }, Token);

        Assert.Equal("run_2", Assert.Single(runs.Data).Id);
    }

    [Fact]
    public async Task GetHistoryAsync_Pages_AreReadToTheLast()
    {
        await using var host = await AgentHostFixture.StartAsync(
            ("GET /v1/runs/r/history?after=3&limit=100", Replies.Json($$"""{"data":[{{Item(4)}},{{Item(5)}}],"next":5}""")),
            ("GET /v1/runs/r/history?after=5&limit=100", Replies.Json($$"""{"data":[{{Item(6)}}]}""")));

        Assert.Equal([4, 5, 6], (await host.Api.Runs.GetHistoryAsync("r", 3, Token)).Select(static item => item.Sequence));
    }

    [Fact]
    public async Task AnswerAsync_Answer_IsTold()
    {
        await using var host = await AgentHostFixture.StartAsync(("POST /v1/runs/r/answer", Replies.Json("{}", 202)));

        await host.Api.Runs.AnswerAsync("r", new AnswerRequest { Key = "k", Answer = "yes", User = "ann" }, Token);

        Assert.Equal("""{"key":"k","answer":"yes","user":"ann"}""", host.Only.Body);
    }

    [Fact]
    public async Task ResolveAsync_Result_IsTold()
    {
        await using var host = await AgentHostFixture.StartAsync(("POST /v1/runs/r/resolve", Replies.Json("{}", 202)));

        await host.Api.Runs.ResolveAsync("r", new ResolveRequest { Key = "k", Outcome = ResolveOutcomes.Happened, Result = JsonElement.Parse("[1]") }, Token);

        Assert.Equal("""{"key":"k","outcome":"happened","result":[1]}""", host.Only.Body);
    }

    [Fact]
    public async Task AnswerAsync_NotWaitedFor_ThrowsWithTheHostsSentence()
    {
        await using var host = await AgentHostFixture.StartAsync(("POST /v1/runs/r/answer", Replies.Json("""{"detail":"The run does not wait for this any more."}""", 409)));

        var refused = await Assert.ThrowsAsync<AgentHostRefusedException>(() => host.Api.Runs.AnswerAsync("r", new AnswerRequest { Key = "k", Answer = "yes" }, Token));

        Assert.Equal("The run does not wait for this any more.", refused.Message);
    }

    [Fact]
    public async Task ForkAsync_Place_IsTold()
    {
        await using var host = await AgentHostFixture.StartAsync(("POST /v1/runs/r/fork", Replies.Json(Summary, 201)));

        Assert.Equal("run_2", (await host.Api.Runs.ForkAsync("r", new ForkRequest { At = 7, Model = "m2" }, Token)).Id);
        Assert.Equal("""{"at":7,"model":"m2"}""", host.Only.Body);
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData(12L, "?at=12")]
    public async Task GetStateAsync_Place_IsInTheQuery(long? at, string query)
    {
        await using var host = await AgentHostFixture.StartAsync(($"GET /v1/runs/r/state{query}", Replies.Json("""{"run_id":"r","sequence":12,"state":{"iteration":2}}""")));

        Assert.Equal(2, (await host.Api.Runs.GetStateAsync("r", at, Token)).State.GetProperty("iteration").GetInt32());
    }

    private static string Item(long sequence) => $$"""{"sequence":{{sequence}},"kind":"step","step":1,"at":"2026-01-01T12:00:00+00:00"}""";
}
