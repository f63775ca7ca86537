using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class EffectTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    public static TheoryData<EffectClass> Classes => [.. Enum.GetValues<EffectClass>()];

    [Theory]
    [InlineData(EffectClass.Pure, 2)]
    [InlineData(EffectClass.Idempotent, 3)]
    [InlineData(EffectClass.AsksRemote, 3)]
    [InlineData(EffectClass.Unsafe, 3)]
    public async Task Effect_OneCall_CostsAsFewAppendsAsCanBe(EffectClass effectClass, int appends)
    {
        var journal = new MortalJournal(_bench.Journal);

        var result = await _bench.Runner(GraphBench.Single(GraphBench.Calls(_world.Effect(effectClass), "x")), journal).StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        Assert.Equal(["did x"], result.State.Lines);
        Assert.Equal(appends, journal.Appends);
    }

    [Fact]
    public async Task Effect_Intent_IsDurableBeforeTheCall()
    {
        _world.Before = async (_, _) => Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Intent], await _bench.ReadKindsAsync());

        await _bench.StartAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x")));

        Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Intent, JournalEntryKind.Receipt, JournalEntryKind.Step, JournalEntryKind.Ended], await _bench.ReadKindsAsync());
        Assert.Equal(["x"], _world.Arguments);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Effect_DeathAtAnyAppend_HappensOnce(EffectClass effectClass)
    {
        foreach (var afterWriting in new[] { false, true })
        {
            for (var append = 1; append <= 10; append++)
            {
                await DieAndGoOnAsync(effectClass, append, afterWriting);
            }
        }
    }

    private static async Task DieAndGoOnAsync(EffectClass effectClass, int append, bool afterWriting)
    {
        var bench = new GraphBench();
        var world = new World();
        var graph = GraphBench.Chain(node => GraphBench.Calls(world.Effect(effectClass), node + 1, node + 2), "a", "b");
        var journal = new MortalJournal(bench.Journal) { DiesAt = append, DiesAfterWriting = afterWriting };
        RunResult<Story> result;
        try
        {
            result = await bench.Runner(graph, journal).StartAsync(bench.RunId, Story.Empty, "", GraphBench.Cancellation);
            Assert.Equal(EffectClass.Pure, effectClass);
        }
        catch (IOException)
        {
            result = await bench.ResumeAsync(graph);
        }

        if (result.Status == RunStatus.Waiting)
        {
            // The call may have been made: for an effect that must not be repeated, a person looks.
            Assert.Equal(EffectClass.Unsafe, effectClass);
            var request = Assert.Single(result.Waiting);
            var hasHappened = world.Keys.Contains(request.Key);
            var runner = bench.Runner(graph);
            await runner.ResolveAsync(bench.RunId, request.Key, hasHappened ? UncertainAnswer.Happened : UncertainAnswer.DidNotHappen, hasHappened ? $"\"did {world.Arguments[^1]}\"" : null, GraphBench.Cancellation);
            result = await runner.ResumeAsync(bench.RunId, GraphBench.Cancellation);
        }

        Assert.Equal(["did a1", "did a2", "did b1", "did b2"], result.State.Lines);
        Assert.Equal(["a1", "a2", "b1", "b2"], world.Arguments.Distinct());
        Assert.Equal(4, world.Happened);
        Assert.True(effectClass is EffectClass.Pure or EffectClass.Idempotent || world.Arguments.Count == 4);
    }

    [Fact]
    public async Task Effect_IdempotentWithoutReceipt_IsCalledAgainWithTheSameKey()
    {
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x"));
        await _bench.DieAsync(graph, 2);

        await _bench.ResumeAsync(graph);

        Assert.Equal(2, _world.Keys.Count);
        Assert.Single(_world.Keys.Distinct());
        Assert.Matches("^[0-9a-f]{32}$", _world.Keys[0]);
    }

    [Fact]
    public async Task Effect_SameCallInAnotherPlace_HasAnotherKey()
    {
        var effect = _world.Effect(EffectClass.Idempotent);

        await _bench.StartAsync(GraphBench.Chain(_ => GraphBench.Calls(effect, "x", "x"), "a", "b"));
        await _bench.Runner(GraphBench.Chain(_ => GraphBench.Calls(effect, "x", "x"), "a", "b")).StartAsync(Guid.NewGuid(), Story.Empty, "", GraphBench.Cancellation);

        Assert.Equal(8, _world.Keys.Distinct().Count());
    }

    [Fact]
    public async Task Effect_RemoteSaysItHappened_IsNotRepeated()
    {
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.AsksRemote), "x"));
        await _bench.DieAsync(graph, 2);

        Assert.Equal(["did x"], (await _bench.ResumeAsync(graph)).State.Lines);
        Assert.Single(_world.Keys);
    }

    [Fact]
    public async Task Effect_CallsSideBySide_AreEachJournalled()
    {
        var effect = _world.Effect(EffectClass.Unsafe);
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => context.EffectAsync(effect, $"{number}", cancellationToken)));
            return story with { Lines = results };
        });

        Assert.Equal(Enumerable.Range(0, 20).Select(number => $"did {number}"), (await _bench.StartAsync(graph)).State.Lines);
        Assert.Equal(20, (await _bench.ReadKindsAsync()).Count(kind => kind == JournalEntryKind.Receipt));
    }

    [Fact]
    public async Task Effect_NotAwaited_FailsTheRun()
    {
        var gate = new TaskCompletionSource();
        _world.Before = (_, _) => gate.Task;
        Task? forgotten = null;

        var result = await _bench.StartAsync(GraphBench.Single((context, story, cancellationToken) =>
        {
            forgotten = context.EffectAsync(_world.Effect(EffectClass.Pure), "x", cancellationToken);
            return ValueTask.FromResult(story);
        }));
        gate.SetResult();

        Assert.Equal("Node 'work' (step 1): It returned before one of its calls was done. Await every call.", result.Error);
        await Assert.ThrowsAsync<RunLostException>(() => forgotten!);
    }

    [Fact]
    public async Task Effect_CalledWhenTheNodeIsDone_IsRefused()
    {
        NodeContext? kept = null;
        await _bench.StartAsync(GraphBench.Single((context, story, _) =>
        {
            kept = context;
            return ValueTask.FromResult(story);
        }));

        await Assert.ThrowsAsync<InvalidOperationException>(() => kept!.EffectAsync(_world.Effect(EffectClass.Pure), "x", GraphBench.Cancellation));
    }

    [Fact]
    public async Task Effect_AsksRemoteWithoutStatus_FailsTheRun()
    {
        var effect = _world.Effect(EffectClass.AsksRemote) with { AskStatusAsync = null };

        Assert.Contains("is of class AsksRemote and has no AskStatusAsync", (await _bench.StartAsync(GraphBench.Single(GraphBench.Calls(effect, "x")))).Error);
    }
}
