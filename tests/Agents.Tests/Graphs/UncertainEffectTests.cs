using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class UncertainEffectTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    [Fact]
    public async Task Resolve_EndRun_CancelsIt()
    {
        _world.After = (_, _) => throw new TimeoutException("no answer");
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x"));
        var key = (await _bench.StartAsync(graph)).Waiting[0].Key;

        await _bench.Runner(graph).ResolveAsync(_bench.RunId, key, UncertainAnswer.EndRun, null, GraphBench.Cancellation);

        Assert.Equal(RunStatus.Cancelled, (await _bench.ResumeAsync(graph)).Status);
    }

    [Fact]
    public async Task Resolve_WrongAnswers_AreRefused()
    {
        _world.After = (_, _) => throw new TimeoutException("no answer");
        var runner = _bench.Runner(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x")));
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;

        await Assert.ThrowsAsync<ArgumentException>(() => runner.ResolveAsync(_bench.RunId, "other", UncertainAnswer.DidNotHappen, null, GraphBench.Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => runner.ResolveAsync(_bench.RunId, key, UncertainAnswer.Happened, "{broken", GraphBench.Cancellation));
        await Assert.ThrowsAsync<ArgumentNullException>(() => runner.ResolveAsync(_bench.RunId, key, UncertainAnswer.Happened, null, GraphBench.Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => runner.AnswerAsync(_bench.RunId, key, "yes", GraphBench.Cancellation));
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
    }

    [Theory]
    [InlineData("\"did x\" 2")]
    [InlineData("\"did x\", \"error\": \"no\"")]
    [InlineData("")]
    public async Task Resolve_MoreOrLessThanOneValue_IsRefusedAndHarmsNothing(string result)
    {
        _world.After = (_, _) => throw new TimeoutException("no answer");
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x"));
        var runner = _bench.Runner(graph);
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;

        await Assert.ThrowsAsync<ArgumentException>(() => runner.ResolveAsync(_bench.RunId, key, UncertainAnswer.Happened, result, GraphBench.Cancellation));

        await runner.ResolveAsync(_bench.RunId, key, UncertainAnswer.Happened, " \"did x\"\n", GraphBench.Cancellation);
        Assert.Equal(["did x"], (await _bench.ResumeAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Effect_RemoteDoesNotKnow_WaitsForAPersonAndAsksAgain()
    {
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.AsksRemote), "x"));
        _world.Status = _ => throw new IOException("remote is down");
        await _bench.DieAsync(graph, 2);

        var result = await _bench.ResumeAsync(graph);

        Assert.Equal(RunStatus.Waiting, result.Status);
        Assert.Equal(PersonRequestKind.UncertainEffect, Assert.Single(result.Waiting).Kind);
        Assert.Single(_world.Keys);
    }

    [Fact]
    public async Task Effect_UnsafeThrows_NobodyKnowsWhetherItHappened()
    {
        _world.After = (_, _) => throw new TimeoutException("no answer");
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x"));

        var result = await _bench.StartAsync(graph);

        var request = Assert.Single(result.Waiting);
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
        Assert.Equal(("work", 1, "send", "\"x\""), (request.Node, request.Step, request.Text, request.Arguments));
        Assert.Equal(request.Key, _world.Keys[0]);
    }

    [Fact]
    public async Task Effect_UnsafeCancelledMidway_NobodyKnowsWhetherItHappened()
    {
        using var caller = new CancellationTokenSource();
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x"));
        _world.After = async (_, cancellationToken) =>
        {
            await caller.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", caller.Token));

        Assert.Equal(RunStatus.Waiting, (await _bench.ResumeAsync(graph)).Status);
        Assert.Single(_world.Keys);
    }
}
