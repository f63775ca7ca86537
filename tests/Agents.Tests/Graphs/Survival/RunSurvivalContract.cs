using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Journal;

namespace Switchyard.Agents.Tests.Graphs.Survival;

/// <summary>What becomes of runs over a store that outlives hosts: other hosts, other code, people who take days, text that is none.</summary>
public abstract class RunSurvivalContract : JournalTestBase
{
    private readonly Guid _run = Guid.CreateVersion7();
    private readonly World _world = new();

    [Fact]
    public async Task Resume_NewerDefinitionOfWhatIsNext_IsRefusedAndTheOldOneGoesOn()
    {
        await DieAsync(GraphBench.Chain("a", "b"), append: 1, afterWriting: true);
        var entries = await ReadAllAsync(_run);
        var newer = GraphBench.NewGraph().SetEntry("a").AddNode("a", GraphBench.Adds("a")).AddNode("b", GraphBench.Adds("newer"), "2").AddEdge("a", "b").AddEdge("b", StateGraph.End);

        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => Host(Other, newer).ResumeAsync(_run, Token));

        Assert.StartsWith("Node 'b' was \"version 1, then END\" and is \"version 2, then END\".", Assert.Single(thrown.Changes), StringComparison.Ordinal);
        Assert.Equal(entries.Count, (await ReadAllAsync(_run)).Count);
        Assert.Equal(["a", "b"], (await Host(Other, GraphBench.Chain("a", "b")).ResumeAsync(_run, Token)).State.Lines);
    }

    [Fact]
    public async Task Waiting_OverTwoDeploys_OneApprovalIsOneContinuation()
    {
        var key = Assert.Single((await Host(Journal, Publishing("1")).StartAsync(_run, Story.Empty, "", Token)).Waiting).Key;
        var second = await OpenAsync();
        Assert.Equal(key, Assert.Single((await Host(second, Publishing("2")).ResumeAsync(_run, Token)).Waiting).Key);
        var third = await OpenAsync();
        GraphRunner<Story>[] hosts = [Host(second, Publishing("3")), Host(third, Publishing("3"))];

        var answers = await Task.WhenAll(hosts.Select(host => TryAnswerAsync(host, key)));
        var results = await Task.WhenAll(hosts.Select(host => FightAsync(host)));

        Assert.Single(answers, isAccepted => isAccepted);
        Assert.All(results, result => Assert.Equal(["draft", "yes", "did publish"], result.State.Lines));
        Assert.Equal(1, _world.Happened);
        Assert.Single(await ReadAllAsync(_run), entry => entry.Kind == JournalEntryKind.Answer);
    }

    [Fact]
    public async Task Resume_ByTwoHosts_OneGoesOnAndTheOtherStops()
    {
        var (first, second) = (new Stop(), new Stop());
        await Host(Journal, GraphBench.Chain("a")).CreateAsync(_run, Story.Empty, "", Token);
        var former = Host(Journal, first.Chain("a")).ResumeAsync(_run, Token);
        await first.Reached;
        var latter = Host(Other, second.Chain("a")).ResumeAsync(_run, Token);
        await second.Reached;

        first.Release();
        await Assert.ThrowsAsync<RunLostException>(() => former);
        second.Release();

        Assert.Equal(["a"], (await latter).State.Lines);
        Assert.Equal([JournalEntryKind.Started, JournalEntryKind.Step, JournalEntryKind.Ended], (await ReadAllAsync(_run)).Select(entry => entry.Kind));
    }

    [Fact]
    public async Task State_WithHalvesOfSurrogatePairs_GoesOnAsIfUndisturbed()
    {
        var effect = _world.Effect(EffectClass.Idempotent);
        var graph = GraphBench.NewGraph().SetEntry("a").AddNode("a", GraphBench.Adds("half \uD800 a pair")).AddEdge("a", "b")
            .AddNode("b", async (context, story, cancellationToken) => story.Add(await context.EffectAsync(effect, story.Lines[0], cancellationToken)))
            .AddEdge("b", StateGraph.End);
        _world.After = (_, _) => throw new IOException("The process is dead.");
        var mortal = new MortalJournal(Journal) { DiesAt = 3 };
        await Assert.ThrowsAsync<IOException>(() => Host(mortal, graph).StartAsync(_run, Story.Empty, "", Token));
        _world.After = (_, _) => Task.CompletedTask;

        var result = await Host(Other, graph).ResumeAsync(_run, Token);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Equal("half \uFFFD a pair", result.State.Lines[0]);
        Assert.Single(_world.Keys.Distinct());
    }

    [Fact]
    public async Task State_ThatLooksLikeAnObjectOfAnotherType_StaysText()
    {
        const string hostile = """{"$type":"System.IO.FileInfo, System.Private.CoreLib","lc":2,"type":"constructor","id":["os","system"],"kwargs":{"command":"id"}}""";
        var effect = _world.Effect(EffectClass.Pure);
        var graph = GraphBench.Chain(node => async (context, story, cancellationToken) => story.Add(hostile).Add(await context.EffectAsync(effect, hostile, cancellationToken)), "a", "b");
        await DieAsync(graph, append: 2, afterWriting: true);

        var result = await Host(Other, graph).ResumeAsync(_run, Token);

        Assert.Equal([hostile, "did " + hostile, hostile, "did " + hostile], result.State.Lines);
    }

    [Fact]
    public async Task Resume_EntryThatCannotBeRead_SaysWhichAndLeavesTheRun()
    {
        await DieAsync(GraphBench.Chain("a", "b"), append: 1, afterWriting: true);
        var lease = await AcquireAsync(_run);
        Assert.True(await AppendAsync(lease, Entry(3, "{\"next\":") with { Node = "b" }));

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => Host(Other, GraphBench.Chain("a", "b")).ResumeAsync(_run, Token));

        Assert.StartsWith("Entry 3 (Step) of the run's journal cannot be read: ", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith(" The run can be forked before it.", thrown.Message, StringComparison.Ordinal);
        var fork = Guid.CreateVersion7();
        Assert.True(await Host(Other, GraphBench.Chain("a", "b")).ForkAsync(_run, 2, fork, Token));
        Assert.Equal(["a", "b"], (await Host(Other, GraphBench.Chain("a", "b")).ResumeAsync(fork, Token)).State.Lines);
        Assert.Equal((RunStatus.Running, 3L), ((await HeadAsync(_run)).Status, (await HeadAsync(_run)).LastSequence));
    }

    private static GraphRunner<Story> Host(IRunJournal journal, StateGraph<Story> graph) => new(graph.Compile(), journal, new GraphRunnerOptions());

    /// <summary>A draft, a question, and what the answer leads to. The draft, which is done when the question is asked, changes from deploy to deploy.</summary>
    private StateGraph<Story> Publishing(string draftVersion) => GraphBench.NewGraph().SetEntry("draft")
        .AddNode("draft", GraphBench.Adds("draft"), draftVersion).AddEdge("draft", "publish")
        .AddNode("publish", async (context, story, cancellationToken) => story
            .Add(await context.AskAsync("Publish?", ["yes", "no"], cancellationToken))
            .Add(await context.EffectAsync(_world.Effect(EffectClass.Idempotent), "publish", cancellationToken)))
        .AddEdge("publish", StateGraph.End);

    private async Task<bool> TryAnswerAsync(GraphRunner<Story> host, string key)
    {
        try
        {
            await host.AnswerAsync(_run, key, "yes", Token);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Goes on with the run as often as another host takes it away.</summary>
    private async Task<RunResult<Story>> FightAsync(GraphRunner<Story> host)
    {
        while (true)
        {
            try
            {
                return await host.ResumeAsync(_run, Token);
            }
            catch (RunLostException)
            {
                await Task.Yield();
            }
        }
    }

    private async Task DieAsync(StateGraph<Story> graph, int append, bool afterWriting)
    {
        var journal = new MortalJournal(Journal) { DiesAt = append, DiesAfterWriting = afterWriting };
        await Assert.ThrowsAsync<IOException>(() => Host(journal, graph).StartAsync(_run, Story.Empty, "", Token));
    }
}
