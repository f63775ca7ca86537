using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class WaitsElsewhereTests
{
    private static readonly PersonRequest s_request = new("k", PersonRequestKind.Question, "n", 1, "Shall we?", [], null) { RunId = Guid.NewGuid() };

    private readonly GraphBench _bench = new();
    private readonly World _world = new();
    private bool _waits = true;

    public WaitsElsewhereTests() => _world.Before = (_, _) => _waits ? throw new EffectWaitsException([s_request]) : Task.CompletedTask;

    [Fact]
    public async Task Effect_WaitsElsewhere_RunWaitsWithItsRequests()
    {
        var result = await _bench.StartAsync(Graph(EffectClass.Idempotent));

        Assert.Equal((RunStatus.Waiting, s_request), (result.Status, Assert.Single(result.Waiting)));
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
        Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Intent, JournalEntryKind.Intent], await _bench.ReadKindsAsync());
    }

    [Fact]
    public async Task Resume_StillWaiting_WritesNothing()
    {
        await _bench.StartAsync(Graph(EffectClass.Idempotent));

        var result = await _bench.ResumeAsync(Graph(EffectClass.Idempotent));

        Assert.Equal(RunStatus.Waiting, result.Status);
        Assert.Equal(3, (await _bench.ReadKindsAsync()).Count);
    }

    [Fact]
    public async Task Resume_NoLongerWaiting_GoesOnWithTheSameKey()
    {
        await _bench.StartAsync(Graph(EffectClass.Idempotent));
        var underWay = Assert.Single(await _bench.Runner(Graph(EffectClass.Idempotent)).ReadUnderWayAsync(_bench.RunId, GraphBench.Cancellation));
        _waits = false;

        var result = await _bench.ResumeAsync(Graph(EffectClass.Idempotent));

        Assert.Equal((RunStatus.Completed, "did x"), (result.Status, Assert.Single(result.State.Lines)));
        var key = Assert.Single(_world.Keys);
        Assert.Equal(new EffectUnderWay(key, key, "send", "\"x\""), underWay);
    }

    [Fact]
    public async Task Effect_WaitsBesideAQuestion_BothAreShown()
    {
        var effect = _world.Effect(EffectClass.Idempotent);
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            var asked = context.AskAsync("Really?", [], cancellationToken);
            var called = context.EffectAsync(effect, "x", cancellationToken);
            await Task.WhenAll(asked, called);
            return story.Add(await asked).Add(await called);
        });

        var result = await _bench.StartAsync(graph);

        Assert.Equal(["Really?", "Shall we?"], result.Waiting.Select(request => request.Text));
        Assert.Equal([_bench.RunId, s_request.RunId], result.Waiting.Select(request => request.RunId));
    }

    [Theory]
    [InlineData(EffectClass.Pure, RunStatus.Failed)]
    [InlineData(EffectClass.Unsafe, RunStatus.Waiting)]
    public async Task Effect_ThatMustNotBeRepeated_CannotWaitElsewhere(EffectClass effectClass, RunStatus status)
    {
        var result = await _bench.StartAsync(Graph(effectClass));

        Assert.Equal(status, result.Status);
        Assert.DoesNotContain(s_request, result.Waiting);
    }

    private StateGraph<Story> Graph(EffectClass effectClass) => GraphBench.Single(GraphBench.Calls(_world.Effect(effectClass), "x"));
}
