using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class SubgraphTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    private StateGraph<Story> Nested(Func<Story, Chapter>? enter = null, Func<Story, Chapter, Story>? leave = null)
    {
        var effect = _world.Effect(EffectClass.Idempotent);
        NodeFunction<Chapter> write = async (context, chapter, cancellationToken) =>
        {
            await context.EffectAsync(effect, $"{context.Node} {chapter.Pages}", cancellationToken);
            return chapter with { Pages = chapter.Pages + 1 };
        };
        var inner = new StateGraph<Chapter>("chapter", StoryJson.Default.Chapter).AddNode("draft", write).AddNode("polish", write).SetEntry("draft")
            .AddEdge("draft", "polish").AddConditionalEdge("polish", chapter => chapter.Pages < 4 ? "draft" : StateGraph.End, "draft", StateGraph.End).Compile();
        return GraphBench.NewGraph().AddNode("plan", GraphBench.Adds("plan"))
            .AddSubgraph("chapter", inner, enter ?? (story => new Chapter("one", story.Count - 1)), leave ?? ((story, chapter) => story.Add($"{chapter.Title}: {chapter.Pages}")))
            .AddNode("print", GraphBench.Adds("print")).SetEntry("plan").AddEdge("plan", "chapter").AddEdge("chapter", "print").AddEdge("print", StateGraph.End);
    }

    [Fact]
    public async Task Subgraph_Inside_IsJournalledUnderItsPath()
    {
        var result = await _bench.StartAsync(Nested());

        Assert.Equal(["plan", "one: 4", "print"], result.State.Lines);
        var steps = (await _bench.ReadAsync()).Where(entry => entry.Kind == JournalEntryKind.Step).ToArray();
        Assert.Equal(["plan", "chapter/draft", "chapter/polish", "chapter/draft", "chapter/polish", "chapter", "print"], steps.Select(entry => entry.Node));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], steps.Select(entry => entry.Step));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Subgraph_DeathAtAnyAppend_RepeatsNothing(bool afterWriting)
    {
        await _bench.StartAsync(Nested());
        var expected = _world.Arguments;
        for (var append = 1; append <= 15; append++)
        {
            var bench = new GraphBench();
            var other = new SubgraphTests();

            await bench.DieAsync(other.Nested(), append, afterWriting);

            Assert.Equal(["plan", "one: 4", "print"], (await bench.ResumeAsync(other.Nested())).State.Lines);
            Assert.Equal(expected, other._world.Arguments.Distinct());
            Assert.Equal(4, other._world.Happened);
        }
    }

    [Fact]
    public async Task Subgraph_EnteredTwice_BeginsAnew()
    {
        var inner = new StateGraph<Chapter>("chapter", StoryJson.Default.Chapter).AddNode("count", (_, chapter, _) => ValueTask.FromResult(chapter with { Pages = chapter.Pages + 1 }))
            .SetEntry("count").AddEdge("count", StateGraph.End).Compile();
        var graph = GraphBench.NewGraph().AddSubgraph("inner", inner, story => new Chapter("", story.Count * 10), (story, chapter) => story.Add($"{chapter.Pages}")).SetEntry("inner")
            .AddConditionalEdge("inner", story => story.Count < 3 ? "inner" : StateGraph.End, "inner", StateGraph.End);

        Assert.Equal(["1", "11", "21"], (await _bench.StartAsync(graph)).State.Lines);
    }

    [Fact]
    public async Task Subgraph_MappingThrows_FailsTheRun()
    {
        Assert.EndsWith("no way in", (await _bench.StartAsync(Nested(enter: _ => throw new InvalidOperationException("no way in")))).Error, StringComparison.Ordinal);
        var other = new GraphBench();
        Assert.EndsWith("no way out", (await other.StartAsync(Nested(leave: (_, _) => throw new InvalidOperationException("no way out")))).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Subgraph_StepsInside_CountForTheOuterLimit()
    {
        var graph = Nested();
        graph.StepLimit = 4;

        Assert.Contains("The run has done 4 steps", (await _bench.StartAsync(graph)).Error);
    }

    [Fact]
    public async Task Subgraph_AsksInside_GoesOnInside()
    {
        var inner = new StateGraph<Chapter>("chapter", StoryJson.Default.Chapter)
            .AddNode("ask", async (context, chapter, cancellationToken) => chapter with { Title = await context.AskAsync("Title?", [], cancellationToken) })
            .SetEntry("ask").AddEdge("ask", StateGraph.End).Compile();
        var runner = _bench.Runner(GraphBench.NewGraph().AddSubgraph("inner", inner, _ => new Chapter("", 0), (story, chapter) => story.Add(chapter.Title)).SetEntry("inner").AddEdge("inner", StateGraph.End));

        var request = Assert.Single((await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting);
        Assert.Equal("inner/ask", request.Node);
        await runner.AnswerAsync(_bench.RunId, request.Key, "Dawn", GraphBench.Cancellation);

        Assert.Equal(["Dawn"], (await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
    }
}
