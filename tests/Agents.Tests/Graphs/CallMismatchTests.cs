using Switchyard.Agents.Graphs.Effects;
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
    public async Task Effect_JournalledCallIsNotMadeAnyLonger_IsRefused()
    {
        await _bench.DieAsync(GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Idempotent), "x")), 3);

        var thrown = await Assert.ThrowsAsync<CallMismatchException>(() => _bench.ResumeAsync(GraphBench.Single(GraphBench.Adds("nothing"))));

        Assert.Equal("not made at all", thrown.Made);
    }
}
