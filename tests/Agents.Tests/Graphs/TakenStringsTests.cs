using System.Text;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>Steps that take over what their calls gave.</summary>
public sealed class TakenStringsTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    private async Task<string> ReadStepAsync() => Encoding.UTF8.GetString((await _bench.ReadAsync()).Single(entry => entry.Kind == JournalEntryKind.Step).Data.Span);

    [Fact]
    public async Task Step_WithLongResultsOfItsCalls_NamesThem()
    {
        var (first, second) = (new string('x', 500), "\"é😀\\\n" + new string('y', 500));
        var graph = GraphBench.Single(GraphBench.Calls(_world.Effect(EffectClass.Unsafe), first, second, "short"));

        var result = await _bench.StartAsync(graph, Story.Empty.Add(second));

        Assert.Equal([second, "did " + first, "did " + second, "did short"], result.State.Lines);
        Assert.Equal("""{"next":["END"],"set":{"Count":4},"grown":{"Lines":["","","did short"]},"taken":[0,1,0,1,2,0]}""", await ReadStepAsync());
        Assert.Equal(result.State.Lines, (await _bench.Runner(graph).ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
    }

    [Fact]
    public async Task Step_WithAnAnswerOfAPerson_NamesIt()
    {
        var answer = new string('a', 100);
        var graph = GraphBench.Single(async (context, story, cancellationToken) => story.Add(await context.AskAsync("Well?", [], cancellationToken)).Add(""));
        var waiting = await _bench.StartAsync(graph);
        await _bench.Runner(graph).AnswerAsync(_bench.RunId, waiting.Waiting[0].Key, answer, GraphBench.Cancellation);

        var result = await _bench.ResumeAsync(graph);

        Assert.Equal([answer, ""], result.State.Lines);
        Assert.Equal([answer, ""], (await _bench.Runner(graph).ReadAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
        Assert.Contains("\"taken\":[0,1,0]", await ReadStepAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Step_ThatChangesAResult_HasItItself()
    {
        var argument = new string('x', 500);
        var graph = GraphBench.Single(async (context, story, cancellationToken) => story.Add(await context.EffectAsync(_world.Effect(EffectClass.Pure), argument, cancellationToken) + "!"));

        await _bench.StartAsync(graph);

        Assert.Contains($"did {argument}!", await ReadStepAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fork_AfterSuchAStep_HasItsState()
    {
        var argument = new string('x', 500);
        var graph = GraphBench.Chain(node => GraphBench.Calls(_world.Effect(EffectClass.Idempotent), argument + node), "a", "b");
        var result = await _bench.StartAsync(graph);
        var fork = Guid.NewGuid();

        await _bench.Runner(graph).ForkAsync(_bench.RunId, null, fork, GraphBench.Cancellation);

        Assert.Equal(result.State.Lines, (await _bench.Runner(graph).ResumeAsync(fork, GraphBench.Cancellation)).State.Lines);
    }
}
