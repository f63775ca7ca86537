using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class CallMismatchTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    [Theory]
    [InlineData("changed", "send", "the effect 'send' with \"changed\"")]
    [InlineData("x", "other", "the effect 'other' with \"x\"")]
    public async Task Effect_CallIsAnotherThanTheJournalled_IsRefused(string argument, string name, string made)
    {
        await _bench.DieAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")), 3);

        var thrown = await Assert.ThrowsAsync<CallMismatchException>(() => _bench.ResumeAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent, name), argument))));

        Assert.Equal(("work", 1, "the effect 'send' with \"x\"", made), (thrown.Node, thrown.Ordinal, thrown.Recorded, thrown.Made));
        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        Assert.Equal(["did x"], (await _bench.ResumeAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")))).State.Lines);
    }

    [Fact]
    public async Task Effect_MismatchThatTheNodeSwallows_IsStillRefused()
    {
        await _bench.DieAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")), 3);
        var greedy = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            try
            {
                return story.Add(await context.EffectAsync(_world.Effect(EffectClass.Idempotent), "changed", cancellationToken));
            }
            catch (Exception)
            {
                return story.Add("swallowed");
            }
        });

        await Assert.ThrowsAsync<CallMismatchException>(() => _bench.ResumeAsync(greedy));
    }

    [Fact]
    public async Task Effect_ResultIsOfAnotherTypeThanTheJournalled_IsRefused()
    {
        var former = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), "x"));
        await _bench.DieAsync(former, 3);
        var effect = new Effect<string, int> { Name = "send", Class = EffectClass.Unsafe, ArgumentsType = StoryJson.Default.String, ResultType = StoryJson.Default.Int32, RunAsync = (_, _) => Task.FromResult(1) };
        var changed = GraphBench.Single(async (context, story, cancellationToken) => story.Add($"{await context.EffectAsync(effect, "x", cancellationToken)}"));

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => _bench.ResumeAsync(changed));

        Assert.StartsWith("The journalled result of the effect 'send' in node 'work' cannot be read as Int32: ", Assert.Single(thrown.Changes), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        Assert.Equal(["did x"], (await _bench.ResumeAsync(former)).State.Lines);
    }

    [Fact]
    public async Task Effect_JournalledCallIsNotMadeAnyLonger_IsRefused()
    {
        await _bench.DieAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")), 3);

        var thrown = await Assert.ThrowsAsync<CallMismatchException>(() => _bench.ResumeAsync(GraphBench.Single(GraphBench.Adds("nothing"))));

        Assert.Equal("not made at all", thrown.Made);
    }
}
