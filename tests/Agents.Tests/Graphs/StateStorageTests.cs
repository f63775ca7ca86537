using System.Text;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class StateStorageTests
{
    private readonly GraphBench _bench = new();

    private static StateGraph<Story> Loop(int steps, Func<Story, Story> change)
    {
        var graph = GraphBench.NewGraph().AddNode("grow", (_, story, _) => ValueTask.FromResult(change(story) with { Count = story.Count + 1 })).SetEntry("grow")
            .AddConditionalEdge("grow", story => story.Count < steps ? "grow" : StateGraph.End, "grow", StateGraph.End);
        graph.StepLimit = steps;
        return graph;
    }

    private async Task<string[]> ReadStepsAsync() => [.. (await _bench.ReadAsync()).Where(entry => entry.Kind == JournalEntryKind.Step).Select(entry => Encoding.UTF8.GetString(entry.Data.Span))];

    [Theory]
    [InlineData(0)]
    [InlineData(80)]
    public async Task Steps_ThatEachAddAKilobyte_StoreLessThanTwiceTheState(int kilobytesBefore)
    {
        var line = new string('x', 1021);
        var before = Story.Empty with { Lines = [.. Enumerable.Repeat(line, kilobytesBefore)] };
        var steps = 100 - kilobytesBefore;

        var result = await _bench.StartAsync(Loop(steps, story => story with { Lines = [.. story.Lines, line] }), before);

        Assert.Equal(100, result.State.Lines.Count);
        Assert.InRange((await _bench.ReadAsync()).Sum(entry => entry.Data.Length), 100 * 1024, 2 * 100 * 1024);
    }

    [Fact]
    public async Task Steps_ThatReplaceTheState_StoreSnapshotsAndNoMoreThanTwiceTheDeltas()
    {
        var result = await _bench.StartAsync(Loop(100, story => story with { Text = new string((char)('a' + (story.Count % 26)), 10_000) }));

        var entries = await _bench.ReadAsync();
        Assert.Equal(100, result.State.Count);
        Assert.Contains(entries, entry => entry.Kind == JournalEntryKind.Snapshot);
        Assert.InRange(entries.Sum(entry => entry.Data.Length), 1_000_000, 2_100_000);
        var tail = await _bench.Journal.ReadTailAsync(_bench.RunId, GraphBench.Cancellation);
        Assert.InRange(tail.Count, 1, 10);
    }

    [Fact]
    public async Task Step_OnlyWhatChanged_IsStored()
    {
        var graph = GraphBench.Chain(node => (_, story, _) => ValueTask.FromResult(node switch
        {
            "add" => story with { Lines = [.. story.Lines, "b\"", "c"] },
            "write" => story with { Text = story.Text + " wörld\\" },
            "replace" => story with { Lines = ["z"], Text = "new" },
            _ => story,
        }), "nothing", "add", "write", "replace");

        var result = await _bench.StartAsync(graph, new Story(["a"], 7, "hello"));

        Assert.Equal(
            [
                """{"next":["add"]}""",
                """{"next":["write"],"grown":{"Lines":["b\"","c"]}}""",
                """{"next":["replace"],"grown":{"Text":" wörld\\"}}""",
                """{"next":["END"],"set":{"Lines":["z"],"Text":"new"}}""",
            ],
            await ReadStepsAsync());
        Assert.Equal(("new", 7), (result.State.Text, result.State.Count));
    }

    [Fact]
    public async Task Step_HalvesOfSurrogatePairs_AreStoredAsTheyAreAfterReading()
    {
        var graph = GraphBench.Chain(node => (_, story, _) => ValueTask.FromResult(story with { Text = node == "half" ? "a\uD800b\\uFFFD" : story.Text + "!" }), "half", "more");

        await _bench.StartAsync(graph);

        Assert.Equal(
            [
                "{\"next\":[\"more\"],\"set\":{\"Text\":\"a\uFFFDb\\\\uFFFD\"}}",
                """{"next":["END"],"grown":{"Text":"!"}}""",
            ],
            await ReadStepsAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public async Task Resume_AfterManySteps_HasTheSameState(int seed)
    {
        var random = new Random(seed);
        var states = new List<Story>();
        var graph = Loop(60, story =>
        {
            var next = random.Next(6) switch
            {
                0 => story with { Lines = [.. story.Lines, new string('é', random.Next(300))] },
                1 => story with { Text = story.Text + "😀\\\"" },
                2 => story with { Lines = [.. story.Lines.Skip(1)] },
                3 => story with { Text = new string('t', random.Next(3000)) },
                4 => story with { Lines = [] },
                _ => story,
            };
            states.Add(next with { Count = story.Count + 1 });
            return next;
        });
        await _bench.StartAsync(graph);

        var runner = _bench.Runner(graph);
        var steps = (await _bench.ReadAsync()).Where(entry => entry.Kind == JournalEntryKind.Step).ToArray();

        Assert.Equal(60, steps.Length);
        for (var index = 0; index < steps.Length; index++)
        {
            var state = await runner.ReadStateAsync(_bench.RunId, steps[index].Sequence, GraphBench.Cancellation);
            Assert.Equal(states[index].Lines, state.Lines);
            Assert.Equal((states[index].Text, states[index].Count), (state.Text, state.Count));
        }
    }

    [Fact]
    public async Task Start_StateIsNoObject_IsRefused()
    {
        var graph = new StateGraph<string>("text", StoryJson.Default.String).AddNode("a", (_, text, _) => ValueTask.FromResult(text)).SetEntry("a").AddEdge("a", StateGraph.End);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => _bench.Runner(graph).StartAsync(_bench.RunId, "x", "", GraphBench.Cancellation));

        Assert.Equal("A graph's state is not a JSON object: make it a record with properties.", thrown.Message);
    }
}
