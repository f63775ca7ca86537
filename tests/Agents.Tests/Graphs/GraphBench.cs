using System.Collections.Concurrent;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

/// <summary>A journal, a run and runners over them.</summary>
internal sealed class GraphBench
{
    private readonly ConcurrentQueue<RunEvent> _events = [];

    public MemoryRunJournal Journal { get; } = new(TimeProvider.System);

    public Guid RunId { get; } = Guid.NewGuid();

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public IReadOnlyList<RunEvent> Events => [.. _events];

    public static StateGraph<Story> NewGraph(string name = "story") => new(name, StoryJson.Default.Story);

    /// <summary>A node that adds a line.</summary>
    public static NodeFunction<Story> Adds(string line) => (_, story, _) => ValueTask.FromResult(story.Add(line));

    /// <summary>A graph of one node.</summary>
    public static StateGraph<Story> Single(NodeFunction<Story> work, string version = "1") => NewGraph().AddNode("work", work, version).SetEntry("work").AddEdge("work", StateGraph.End);

    /// <summary>A graph whose nodes come one after another, each adding its name.</summary>
    public static StateGraph<Story> Chain(params string[] nodes) => Chain(Adds, nodes);

    public static StateGraph<Story> Chain(Func<string, NodeFunction<Story>> work, params string[] nodes)
    {
        var graph = NewGraph().SetEntry(nodes[0]);
        for (var index = 0; index < nodes.Length; index++)
        {
            graph.AddNode(nodes[index], work(nodes[index])).AddEdge(nodes[index], index + 1 < nodes.Length ? nodes[index + 1] : StateGraph.End);
        }

        return graph;
    }

    public GraphRunner<TState> Runner<TState>(StateGraph<TState> graph, IRunJournal? journal = null) =>
        new(graph.Compile(), journal ?? Journal, new GraphRunnerOptions { Owner = "test", OnEvent = _events.Enqueue });

    public Task<RunResult<Story>> StartAsync(StateGraph<Story> graph, Story? story = null) => Runner(graph).StartAsync(RunId, story ?? Story.Empty, "", Cancellation);

    public Task<RunResult<Story>> ResumeAsync(StateGraph<Story> graph) => Runner(graph).ResumeAsync(RunId, Cancellation);

    /// <summary>Starts a run in a process that dies at one of its appends.</summary>
    public async Task DieAsync(StateGraph<Story> graph, int append, bool afterWriting = false)
    {
        var journal = new MortalJournal(Journal) { DiesAt = append, DiesAfterWriting = afterWriting };
        await Assert.ThrowsAsync<IOException>(() => Runner(graph, journal).StartAsync(RunId, Story.Empty, "", Cancellation));
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(Guid? runId = null) => Journal.ReadAsync(runId ?? RunId, 0, int.MaxValue, Cancellation);

    public async Task<IReadOnlyList<JournalEntryKind>> ReadKindsAsync(Guid? runId = null) => [.. (await ReadAsync(runId)).Select(entry => entry.Kind)];

    public async Task<RunStatus> ReadStatusAsync(Guid? runId = null) => (await Journal.FindAsync(runId ?? RunId, Cancellation))!.Status;

    /// <summary>A node that calls an effect for each argument and adds the results.</summary>
    public static NodeFunction<Story> Calls(Effect<string, string> effect, params string[] arguments) => async (context, story, cancellationToken) =>
    {
        foreach (var argument in arguments)
        {
            story = story.Add(await context.EffectAsync(effect, argument, cancellationToken));
        }

        return story;
    };
}
