using System.Text.Json;
using Dapper;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>Under one key of a user there is one run, however often and wherever it is asked for.</summary>
public sealed class IdempotencyTests(StoresFixture stores)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Key_UsedAgain_FollowsTheSameRunFromItsFirstEvent()
    {
        var release = new TaskCompletionSource();
        var model = new ScriptedChatClient(ScriptedAnswer.Call("calculator", """{"expression":"6*7"}"""), ScriptedAnswer.Hold("It is ", release.Task, "42."));
        await using var app = new AgentHostApplication(stores, model);
        var runs = app.Runs;

        using var first = await runs.StartUnderAsync("k", """{"input":"6*7?","user":"key-again"}""");
        using var again = await runs.StartUnderAsync("k", """{"user":"key-again","input":"6*7?"}""");
        release.SetResult();
        var events = await again.Content.ReadAsStringAsync(Cancellation);
        using var late = await runs.StartUnderAsync("k", """{"input":"6*7?","user":"key-again"}""", "application/json");
        var run = JsonSerializer.Deserialize(await late.Content.ReadAsStringAsync(Cancellation), AgentsJsonContext.Default.RunDetail)!;

        Assert.Equal([false, true, true], new[] { first, again, late }.Select(answer => answer.Headers.Contains("Idempotent-Replayed")));
        Assert.Equal([$"/v1/runs/{run.Id}"], new[] { first, again, late }.Select(answer => answer.Headers.Location?.ToString()).Distinct());
        Assert.StartsWith("event: run.started\nid: 1\n", events, StringComparison.Ordinal);
        Assert.Contains("event: run.completed\n", events, StringComparison.Ordinal);
        Assert.Equal((RunStatuses.Completed, "It is 42.", 1), (run.Status, run.Output, run.ToolCalls));
        Assert.Single((await runs.ListAsync("user=key-again"))!.Data);
        Assert.Equal(2, model.Requests.Count);
    }

    [Fact]
    public async Task Key_UsedOnAnotherReplica_NamesTheSameRun()
    {
        var release = new TaskCompletionSource();
        await using var worker = new AgentHostApplication(stores, ScriptedAnswer.Hold("first ", release.Task, "last"));
        await using var other = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Say("somebody else's")), worker.SharedDatabase);

        using var first = await worker.Runs.StartUnderAsync("k", """{"input":"hello","user":"key-replica"}""");
        var following = other.Runs.StartUnderAsync("k", """{"input":"hello","user":"key-replica"}""", "application/json");
        release.SetResult();
        using var again = await following;

        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Contains("\"output\":\"first last\"", await again.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_OfTwentyRequestsAtOnce_StartsOneRunInOneConversation()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("ok"));
        await using var app = new AgentHostApplication(stores, model);
        var runs = app.Runs;

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => runs.StartUnderAsync("k", """{"input":"hello","user":"key-crowd"}""", "application/json")));

        Assert.Single(answers.Select(answer => answer.Headers.Location).Distinct());
        Assert.Equal(19, answers.Count(answer => answer.Headers.Contains("Idempotent-Replayed")));
        Assert.Single(model.Requests);
        await using var connection = await app.Database.OpenConnectionAsync(Cancellation);
        Assert.Equal(1, await connection.ExecuteScalarAsync<int>("select count(*)::int from agents.conversations where user_id = 'key-crowd'"));
    }

    [Fact]
    public async Task Key_OfAnotherUserOrNone_StartsAnotherRun()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var runs = app.Runs;

        using var first = await runs.StartUnderAsync("k", """{"input":"hello","user":"key-ada"}""");
        using var bob = await runs.StartUnderAsync("k", """{"input":"hello","user":"key-bob"}""");
        var none = await runs.RunAsync("hello", "key-ada");

        Assert.Equal(3, new[] { first.Headers.Location!.ToString(), bob.Headers.Location!.ToString(), $"/v1/runs/{none[0].RunId}" }.Distinct().Count());
    }

    [Theory]
    [InlineData("""{"input":"other","user":"key-conflict"}""")]
    [InlineData("""{"input":"hello","user":"key-conflict","model":"another"}""")]
    [InlineData("""{"input":"hello","user":"key-conflict","conversation":"new"}""")]
    public async Task Key_WithAnotherBody_IsRefused(string body)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        var runs = app.Runs;
        using var first = await runs.StartUnderAsync("k", """{"input":"hello","user":"key-conflict"}""");

        using var refused = await runs.StartUnderAsync("k", body);
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal((409, "urn:switchyard:error:conflict"), ((int)refused.StatusCode, problem.GetProperty("type").GetString()));
        Assert.Contains(first.Headers.Location!.ToString()["/v1/runs/".Length..], problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Single((await runs.ListAsync("user=key-conflict"))!.Data);
    }

    [Fact]
    public async Task Key_OfARunningRun_NeedsNoRoom()
    {
        var release = new TaskCompletionSource();
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Hold("a", release.Task)), ("AgentHost:MaxRunningRuns", "1"));
        using var first = await app.Runs.StartUnderAsync("k", """{"input":"hi","user":"key-full"}""");

        using var again = await app.Runs.StartUnderAsync("k", """{"input":"hi","user":"key-full"}""");
        using var other = await app.Runs.StartUnderAsync("another", """{"input":"hi","user":"key-full"}""");

        Assert.Equal((200, 503), ((int)again.StatusCode, (int)other.StatusCode));
        release.SetResult();
    }

    [Theory]
    [InlineData("é", 1)]
    [InlineData("x", 256)]
    public async Task Key_OutOfBounds_IsRefused(string part, int times)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        using var refused = await app.Runs.StartUnderAsync(string.Concat(Enumerable.Repeat(part, times)), """{"input":"hello","user":"key-bounds"}""");

        Assert.Equal(400, (int)refused.StatusCode);
        Assert.Contains("\"param\":\"Idempotency-Key\"", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }
}
