using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Runs;

/// <summary>Runs whose callers say how the agent reasons.</summary>
public sealed class RunKindTests(StoresFixture stores)
{
    private static readonly ScriptedAnswer[] s_reviewed = [ScriptedAnswer.Say("Draft."), ScriptedAnswer.Say("APPROVE: right")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_WithAKind_ReasonsThatWayAndSaysSo()
    {
        await using var app = new AgentHostApplication(stores, [.. s_reviewed, ScriptedAnswer.Say("Plain.")]);

        var reviewed = await app.Runs.RestAsync("assistant", """{"input":"Hi","user":"kinds","kind":"reflection"}""");
        var plain = await app.Runs.RestAsync("assistant", """{"input":"Hi","user":"kinds"}""");

        Assert.Equal(("reflection", "Draft.", 2), (reviewed.Kind, reviewed.Output, reviewed.Usage!.ModelCalls));
        Assert.Equal(("react", "Plain.", 1), (plain.Kind, plain.Output, plain.Usage!.ModelCalls));
        Assert.Contains("review", reviewed.Graph, StringComparison.Ordinal);
        Assert.Equal(["react", "reflection"], (await app.Runs.ListAsync("user=kinds"))!.Data.Select(run => run.Kind));
    }

    [Fact]
    public async Task Fork_AndReplay_OfSuchARun_KeepItsKind()
    {
        await using var app = new AgentHostApplication(stores, [.. s_reviewed, .. s_reviewed]);
        var run = await app.Runs.RestAsync("assistant", """{"input":"Hi","user":"kinds","kind":"reflection"}""");

        using var forking = await app.Runs.PostAsync($"/v1/runs/{run.Id}/fork", """{"at":1}""");
        var fork = forking.Headers.Location!.OriginalString["/v1/runs/".Length..];
        await app.Runs.FollowAsync(fork).ToListAsync(Cancellation);
        using var replaying = await app.Runs.PostAsync($"/v1/runs/{run.Id}/replay", "{}");
        var replay = (await replaying.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunReplay, Cancellation))!;

        var forked = (await app.Runs.GetAsync(fork))!;
        Assert.Equal(("reflection", "Draft."), (forked.Kind, forked.Output));
        Assert.Equal((true, "Draft."), (replay.IsComplete, replay.Output));
        Assert.Empty(replay.Differences);
    }

    [Theory]
    [InlineData("magic", "'worker' cannot run as 'magic': Kind 'magic' is not known: choose one of chain-of-thought, ")]
    [InlineData("vote", "'worker' cannot run as 'vote': Setting 'maxRounds' is not known to agents of kind 'vote'")]
    [InlineData("", "'kind' must be 1 to 128 characters.")]
    public async Task Start_WithAKindThatCannotBe_IsRefusedWithTheReason(string kind, string reason)
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));
        using var defined = await app.Runs.DefineAsync("worker", "kind: reflection\nsettings: { maxRounds: 3 }");

        using var response = await app.Runs.PostAsync("/v1/agents/worker/runs", $$"""{"input":"Hi","user":"kinds","kind":"{{kind}}"}""");
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancellation));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith(reason, error.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty((await app.Runs.ListAsync("user=kinds"))!.Data);
    }
}
