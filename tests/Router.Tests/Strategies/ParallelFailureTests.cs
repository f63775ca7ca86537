using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Strategies;

/// <summary>Models that fail while others answer: left out before their first piece, told apart from whole answers after it.</summary>
public sealed class ParallelFailureTests
{
    private const string Streamed = """{"model":"one/m","stream":true,"messages":[{"role":"user","content":"Hello"}]}""";

    private static readonly Scenario s_broken = new() { Pieces = ["half ", "of ", "it ", "all"], Faults = [new Fault(FaultKind.End) { After = 2 }] };
    private static readonly Scenario s_failed = Scenario.Of(new Fault(FaultKind.Status) { Status = 500 });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_OneFailsBefore_OthersKeepTheirNumbers()
    {
        await using var host = await StrategyHost.StartAsync([s_failed, new Scenario { Text = "b" }, new Scenario { Text = "c" }]);

        using var response = await host.AskAsync("parallel", "one/m,two/m,three/m", Streamed);
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["1 two/m: b (stop)", "2 three/m: c (stop)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        Assert.Equal("[DONE]", events[^1]);
        Assert.DoesNotContain(events, data => data.Contains("\"usage\"", StringComparison.Ordinal));
        var trace = await host.TraceAsync(response);
        Assert.Equal("completed", trace.Outcome);
        Assert.Equal(
            [("one/m", "failed", null, false), ("three/m", "completed", "taken: one of several choices", true), ("two/m", "completed", "taken: one of several choices", true)],
            trace.Attempts.OrderBy(attempt => attempt.Model, StringComparer.Ordinal).Select(attempt => (attempt.Model, attempt.Outcome, attempt.Verdict, attempt.Served == true)));
    }

    [Theory]
    [InlineData(FaultKind.End)]
    [InlineData(FaultKind.Cut)]
    [InlineData(FaultKind.Error)]
    public async Task Chat_OneBreaksOff_ItsChoiceEndsWithAnError(FaultKind fault)
    {
        await using var host = await StrategyHost.StartAsync([s_broken with { Faults = [new Fault(fault) { After = 2 }] }, new Scenario { Text = "whole" }]);

        using var response = await host.AskAsync("parallel", "one/m,two/m", Streamed);
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);
        var chunks = ChoiceChunk.Of(events);

        Assert.Equal(["0 one/m: half of  (error)", "1 two/m: whole (stop)"], ChoiceChunk.Joined(chunks));
        Assert.NotEmpty(chunks.Single(chunk => chunk.Finish == "error").Choice.GetProperty("error").GetProperty("message").GetString()!);
        Assert.DoesNotContain(events, data => data.StartsWith("{\"error\"", StringComparison.Ordinal));
        Assert.Equal("[DONE]", events[^1]);
        var trace = await host.TraceAsync(response);
        Assert.Equal("completed", trace.Outcome);
        Assert.Equal([("interrupted", "broke off: its choice ends with an error"), ("completed", "taken: one of several choices")], trace.Attempts.OrderBy(attempt => attempt.Model, StringComparer.Ordinal).Select(attempt => (attempt.Outcome!, attempt.Verdict!)));
    }

    [Fact]
    public async Task Chat_AllThatBeganBreakOff_ErrorEventIsTheEnd()
    {
        await using var host = await StrategyHost.StartAsync([s_broken, s_failed, s_broken]);

        using var response = await host.AskAsync("parallel", "one/m,two/m,three/m", Streamed);
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["0 one/m: half of  (error)", "2 three/m: half of  (error)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
        Assert.StartsWith("{\"error\"", events[^1], StringComparison.Ordinal);
        Assert.Contains("upstream_stream_interrupted", events[^1], StringComparison.Ordinal);
        Assert.Equal("interrupted", (await host.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Chat_AllFailBefore_IsAnOrdinaryError()
    {
        await using var host = await StrategyHost.StartAsync([s_failed, s_failed]);

        using var response = await host.AskAsync("parallel", "one/m,two/m", Streamed);

        Assert.Equal((503, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("answered with status 500", await response.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("failed", (await host.TraceAsync(response)).Outcome);
    }

    [Fact]
    public async Task Chat_AllFailAfterComments_ErrorEventIsTheEnd()
    {
        var gate = new TaskCompletionSource();
        await using var host = await GatedHost.StartAsync([GatedHost.Stream(gate.Task, []), GatedHost.Stream(gate.Task, [])], ("Router:Forwarding:KeepAlive", "00:00:00.050"));

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        gate.SetResult();
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.StartsWith("{\"error\"", Assert.Single(events), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_OneSendsNoStream_IsLeftOut()
    {
        await using var host = await GatedHost.StartAsync([Replies.Chat("in one piece"), Replies.Stream("live")]);

        using var response = await host.AskAsync("one/m,two/m", Streamed);
        var events = await ChoiceChunk.EventsAsync(response).ToListAsync(Token);

        Assert.Equal(["1 two/m: live (stop)"], ChoiceChunk.Joined(ChoiceChunk.Of(events)));
    }

    [Fact]
    public async Task Chat_NobodySendsAStream_IsAnOrdinaryError()
    {
        await using var host = await GatedHost.StartAsync([Replies.Chat("in one piece"), Replies.Chat("likewise")]);

        using var response = await host.AskAsync("one/m,two/m", Streamed);

        Assert.Equal((503, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("did not send an answer that can be read", await response.TextAsync(), StringComparison.Ordinal);
    }
}
