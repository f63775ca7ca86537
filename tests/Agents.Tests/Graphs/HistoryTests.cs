using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class HistoryTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    private StateGraph<Story> Sending(params string[] nodes)
    {
        var effect = _world.Effect(EffectClass.Unsafe);
        return GraphBench.Chain(node => async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, node, cancellationToken)), nodes);
    }

    [Fact]
    public async Task History_OfARun_TellsWhatHappened()
    {
        var runner = _bench.Runner(Sending("a", "b"));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        var history = await runner.ReadHistoryAsync(_bench.RunId, 0, 100, GraphBench.Cancellation);

        Assert.Equal(
            [
                "1 Started 0   ", "2 Intent 1 a send ", "3 Receipt 1 a  ", "4 Step 1 a  b", "5 Intent 2 b send ", "6 Receipt 2 b  ", "7 Step 2 b  END", "8 Ended 2   ",
            ],
            history.Select(item => $"{item.Sequence} {item.Kind} {item.Step} {item.Node} {item.Text} {string.Join(',', item.Next)}"));
        Assert.Equal([4L, 5L], (await runner.ReadHistoryAsync(_bench.RunId, 3, 2, GraphBench.Cancellation)).Select(item => item.Sequence));
    }

    [Fact]
    public async Task ReadState_AsOfAnEntry_IsTheStateThen()
    {
        var runner = _bench.Runner(Sending("a", "b"));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        Assert.Empty((await runner.ReadStateAsync(_bench.RunId, 1, GraphBench.Cancellation)).Lines);
        Assert.Equal(["did a"], (await runner.ReadStateAsync(_bench.RunId, 4, GraphBench.Cancellation)).Lines);
        Assert.Equal(["did a"], (await runner.ReadStateAsync(_bench.RunId, 6, GraphBench.Cancellation)).Lines);
        Assert.Equal(["did a", "did b"], (await runner.ReadStateAsync(_bench.RunId, 8, GraphBench.Cancellation)).Lines);
        await Assert.ThrowsAsync<RunNotFoundException>(() => runner.ReadStateAsync(_bench.RunId, 9, GraphBench.Cancellation));
    }

    [Fact]
    public async Task Fork_AtEveryEntry_GoesOnFromThere()
    {
        var runner = _bench.Runner(Sending("a", "b"));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        int[] repeated = [0, 2, 2, 1, 1, 1, 0, 0, 0];

        for (var at = 1; at <= 8; at++)
        {
            var fork = Guid.NewGuid();
            var calls = _world.Keys.Count;
            Assert.True(await runner.ForkAsync(_bench.RunId, at, fork, GraphBench.Cancellation));
            var result = await runner.ResumeAsync(fork, GraphBench.Cancellation);

            // An intent without its receipt: that it happened is known to the run the fork was made of, not to the fork.
            Assert.Equal(at is 2 or 5 ? RunStatus.Waiting : RunStatus.Completed, result.Status);
            Assert.Equal(at is 2 or 5 ? 0 : repeated[at], _world.Keys.Count - calls);
            Assert.True(result.Status == RunStatus.Waiting || result.State.Lines.SequenceEqual(["did a", "did b"]));
        }

        Assert.Equal(["did a", "did b"], (await runner.ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
    }

    [Fact]
    public async Task Fork_BeforeAStep_MayGoAnotherWay()
    {
        await _bench.StartAsync(Sending("a", "b"));
        var fork = Guid.NewGuid();
        var other = GraphBench.Chain("a", "b");

        Assert.True(await _bench.Runner(other).ForkAsync(_bench.RunId, 4, fork, GraphBench.Cancellation));

        Assert.Equal(["did a", "b"], (await _bench.Runner(other).ResumeAsync(fork, GraphBench.Cancellation)).State.Lines);
    }

    [Fact]
    public async Task Fork_WhatIsNotThere_IsRefused()
    {
        var runner = _bench.Runner(Sending("a"));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        await Assert.ThrowsAsync<RunNotFoundException>(() => runner.ForkAsync(_bench.RunId, 99, Guid.NewGuid(), GraphBench.Cancellation));
        await Assert.ThrowsAsync<RunNotFoundException>(() => runner.ForkAsync(_bench.RunId, 0, Guid.NewGuid(), GraphBench.Cancellation));
        await Assert.ThrowsAsync<RunNotFoundException>(() => runner.ForkAsync(Guid.NewGuid(), 1, Guid.NewGuid(), GraphBench.Cancellation));
        Assert.False(await runner.ForkAsync(_bench.RunId, 1, _bench.RunId, GraphBench.Cancellation));
    }

    [Fact]
    public async Task Replay_SameCode_ReusesEveryResult()
    {
        var runner = _bench.Runner(Sending("a", "b"));
        await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        var entries = await _bench.ReadKindsAsync();

        var report = await runner.ReplayAsync(_bench.RunId, callsPureEffects: false, GraphBench.Cancellation);

        Assert.True(report.IsComplete);
        Assert.Equal(2, report.Reused);
        Assert.Empty(report.Differences);
        Assert.Equal(report.RecordedState.Lines, report.State.Lines);
        Assert.Equal(RunStatus.Completed, report.RecordedStatus);
        Assert.Equal(["a", "b"], _world.Arguments);
        Assert.Equal(entries, await _bench.ReadKindsAsync());
    }

    [Fact]
    public async Task Replay_NodeComputesOtherwise_ComesToAnotherState()
    {
        await _bench.StartAsync(Sending("a"));
        var effect = _world.Effect(EffectClass.Unsafe);
        var loud = GraphBench.Chain(node => async (context, story, cancellationToken) => story.Add((await context.EffectAsync(effect, node, cancellationToken)).ToUpperInvariant()), "a");

        var report = await _bench.Runner(loud).ReplayAsync(_bench.RunId, callsPureEffects: false, GraphBench.Cancellation);

        Assert.Equal(["DID A"], report.State.Lines);
        Assert.Equal(["did a"], report.RecordedState.Lines);
        Assert.Single(_world.Keys);
    }

    [Fact]
    public async Task Replay_CallThatIsNotJournalled_EndsWithWhatDiffers()
    {
        await _bench.StartAsync(Sending("a", "b"));
        var effect = _world.Effect(EffectClass.Unsafe);
        var other = GraphBench.Chain(node => async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, node == "b" ? "changed" : node, cancellationToken)), "a", "b");

        var report = await _bench.Runner(other).ReplayAsync(_bench.RunId, callsPureEffects: true, GraphBench.Cancellation);

        Assert.False(report.IsComplete);
        Assert.Equal(["did a"], report.State.Lines);
        Assert.Equal([new ReplayDifference("b", 2, 1, "the effect 'send' with \"b\"", "the effect 'send' with \"changed\"", false)], report.Differences);
        Assert.Equal(["a", "b"], _world.Arguments);
    }

    [Fact]
    public async Task Replay_PureCallThatIsNotJournalled_IsMadeWhereAllowed()
    {
        var model = _world.Effect(EffectClass.Pure, "model");
        StateGraph<Story> Prompting(string prompt) => GraphBench.Single(async (context, story, cancellationToken) => story.Add(await context.EffectAsync(model, prompt, cancellationToken)));
        await _bench.StartAsync(Prompting("short"));

        var report = await _bench.Runner(Prompting("long")).ReplayAsync(_bench.RunId, callsPureEffects: true, GraphBench.Cancellation);
        var strict = await _bench.Runner(Prompting("long")).ReplayAsync(_bench.RunId, callsPureEffects: false, GraphBench.Cancellation);

        Assert.True(report.IsComplete);
        Assert.Equal(["did long"], report.State.Lines);
        Assert.True(Assert.Single(report.Differences).WasCalled);
        Assert.StartsWith("the effect 'model' with arguments of hash ", report.Differences[0].Recorded, StringComparison.Ordinal);
        Assert.False(strict.IsComplete);
        Assert.Equal(["short", "long"], _world.Arguments);
    }

    [Fact]
    public async Task Replay_QuestionThatWasAnswered_HasTheAnswer()
    {
        var runner = _bench.Runner(GraphBench.Single(async (context, story, cancellationToken) => story.Add(await context.AskAsync("Go?", [], cancellationToken))));
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;
        Assert.False((await runner.ReplayAsync(_bench.RunId, false, GraphBench.Cancellation)).IsComplete);

        await runner.AnswerAsync(_bench.RunId, key, "yes", GraphBench.Cancellation);
        await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation);

        Assert.Equal(["yes"], (await runner.ReplayAsync(_bench.RunId, false, GraphBench.Cancellation)).State.Lines);
    }
}
