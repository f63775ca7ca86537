using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class FailedEffectTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    [Theory]
    [InlineData(EffectClass.Pure, false)]
    [InlineData(EffectClass.Idempotent, false)]
    [InlineData(EffectClass.Idempotent, true)]
    [InlineData(EffectClass.AsksRemote, true)]
    public async Task Effect_FailsBecauseItIsStopped_IsCalledWhenTheRunGoesOn(EffectClass effectClass, bool nodeSwallows)
    {
        using var caller = new CancellationTokenSource();
        _world.Before = async (_, _) =>
        {
            await caller.CancelAsync();
            throw new IOException("The connection was closed.");
        };
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            try
            {
                return story.Add(await context.EffectAsync(_world.Effect(effectClass), "x", cancellationToken));
            }
            catch (Exception) when (nodeSwallows)
            {
                return story.Add("swallowed");
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.Runner(graph).StartAsync(_bench.RunId, Story.Empty, "", caller.Token));
        _world.Before = (_, _) => Task.CompletedTask;

        Assert.Equal(["did x"], (await _bench.ResumeAsync(graph)).State.Lines);
        Assert.Single(_world.Keys);
    }

    [Theory]
    [InlineData(EffectClass.Pure)]
    [InlineData(EffectClass.Idempotent)]
    public async Task Effect_Fails_FailsAgainFromTheJournal(EffectClass effectClass)
    {
        _world.Before = (_, _) => throw new InvalidOperationException("no paper");
        var effect = _world.Effect(effectClass);
        List<string> seen = [];
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            var failure = await Assert.ThrowsAsync<EffectFailedException>(() => context.EffectAsync(effect, "x", cancellationToken));
            seen.Add(failure.Message);
            return story.Add(failure.Error);
        });
        await _bench.DieAsync(graph, effectClass == EffectClass.Pure ? 2 : 3);
        _world.Before = (_, _) => Task.CompletedTask;

        Assert.Equal(["no paper"], (await _bench.ResumeAsync(graph)).State.Lines);
        Assert.Equal(["The effect 'send' failed: no paper", "The effect 'send' failed: no paper"], seen);
        Assert.Empty(_world.Keys);
    }

    [Fact]
    public async Task Effect_UnsafeSaysItDidNotHappen_IsAFailure()
    {
        _world.Before = (_, _) => throw new EffectDidNotHappenException("refused at the door");

        var result = await _bench.StartAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x")));

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("Node 'work' (step 1): The effect 'send' failed: refused at the door", result.Error);
    }

    [Fact]
    public async Task Effect_FailedBeforeAFork_IsTriedAnew()
    {
        _world.Before = (argument, _) => argument == "y" ? throw new InvalidOperationException("no paper") : Task.CompletedTask;
        var runner = _bench.Runner(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x", "y")));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        _world.Before = (_, _) => Task.CompletedTask;
        var fork = Guid.NewGuid();

        await runner.ForkAsync(_bench.RunId, null, fork, GraphBench.Cancellation);

        Assert.Equal(["did x", "did y"], (await runner.ResumeAsync(fork, GraphBench.Cancellation)).State.Lines);
        Assert.Equal(["x", "y"], _world.Arguments);
    }

    [Fact]
    public async Task Effect_FailedBeforeAFork_IsTriedAnewUnderItsKey()
    {
        _world.After = (_, _) => throw new TimeoutException("It happened, but the answer was lost.");
        var runner = _bench.Runner(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        _world.After = (_, _) => Task.CompletedTask;
        var fork = Guid.NewGuid();

        await runner.ForkAsync(_bench.RunId, null, fork, GraphBench.Cancellation);

        Assert.Equal(["did x"], (await runner.ResumeAsync(fork, GraphBench.Cancellation)).State.Lines);
        Assert.Equal((2, 1), (_world.Keys.Count, _world.Happened));
    }

    [Theory]
    [InlineData("y", 2)]
    [InlineData(null, 1)]
    public async Task Effect_FailedBeforeAFork_MayBeAnotherOrNoneThere(string? argument, int calls)
    {
        _world.After = (_, _) => throw new TimeoutException("no answer");
        await _bench.StartAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")));
        _world.After = (_, _) => Task.CompletedTask;
        var runner = _bench.Runner(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), argument is null ? [] : [argument])));
        var fork = Guid.NewGuid();

        await runner.ForkAsync(_bench.RunId, null, fork, GraphBench.Cancellation);

        Assert.Equal(RunStatus.Completed, (await runner.ResumeAsync(fork, GraphBench.Cancellation)).Status);
        Assert.Equal(calls, _world.Keys.Distinct().Count());
    }
}
