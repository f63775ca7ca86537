using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Graphs;

public sealed class PeopleTests
{
    private readonly GraphBench _bench = new();
    private readonly World _world = new();

    private StateGraph<Story> Asking() => GraphBench.Single(async (context, story, cancellationToken) =>
    {
        story = story.Add(await context.EffectAsync(_world.Effect(EffectClass.Unsafe), "before", cancellationToken));
        story = story.Add(await context.AskAsync("Publish?", ["yes", "no"], cancellationToken));
        return story.Add(await context.EffectAsync(_world.Effect(EffectClass.Unsafe), "after", cancellationToken));
    });

    [Fact]
    public async Task Ask_NoAnswer_Waits()
    {
        var result = await _bench.StartAsync(Asking());

        Assert.Equal(RunStatus.Waiting, result.Status);
        var request = Assert.Single(result.Waiting);
        Assert.Equal((PersonRequestKind.Question, "work", 1, "Publish?"), (request.Kind, request.Node, request.Step, request.Text));
        Assert.Equal(["yes", "no"], request.Choices);
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
        Assert.Equal(RunEventKind.Waiting, _bench.Events[^1].Kind);
    }

    [Fact]
    public async Task Ask_Answered_GoesOnWithoutRepeating()
    {
        var key = (await _bench.StartAsync(Asking())).Waiting[0].Key;

        await _bench.Runner(Asking()).AnswerAsync(_bench.RunId, key, "yes", GraphBench.Cancellation);
        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        var result = await _bench.ResumeAsync(Asking());

        Assert.Equal(["did before", "yes", "did after"], result.State.Lines);
        Assert.Equal(["before", "after"], _world.Arguments);
    }

    [Fact]
    public async Task Ask_ResumedWithoutAnswer_StaysAsItIs()
    {
        await _bench.StartAsync(Asking());
        var entries = await _bench.ReadKindsAsync();

        var result = await _bench.ResumeAsync(Asking());

        Assert.Equal(RunStatus.Waiting, result.Status);
        Assert.Single(result.Waiting);
        Assert.Equal(entries, await _bench.ReadKindsAsync());
    }

    [Fact]
    public async Task Ask_NodeSwallowsTheSuspension_WaitsAllTheSame()
    {
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            try
            {
                return story.Add(await context.AskAsync("Publish?", [], cancellationToken));
            }
            catch (Exception)
            {
                return story.Add("swallowed");
            }
        });

        Assert.Equal(RunStatus.Waiting, (await _bench.StartAsync(graph)).Status);
    }

    [Fact]
    public async Task Ask_TwoQuestionsSideBySide_BothAreAnsweredInTurn()
    {
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
            story with { Lines = await Task.WhenAll(context.AskAsync("First?", [], cancellationToken), context.AskAsync("Second?", [], cancellationToken)) });
        var runner = _bench.Runner(graph);
        var waiting = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting;
        Assert.Equal(["First?", "Second?"], waiting.Select(request => request.Text));

        await runner.AnswerAsync(_bench.RunId, waiting[1].Key, "two", GraphBench.Cancellation);
        var between = await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation);
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
        Assert.Equal("First?", Assert.Single(between.Waiting).Text);

        await runner.AnswerAsync(_bench.RunId, waiting[0].Key, "one", GraphBench.Cancellation);
        Assert.Equal(["one", "two"], (await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation)).State.Lines);
    }

    [Fact]
    public async Task Answer_WhatIsNotAsked_IsRefused()
    {
        var runner = _bench.Runner(Asking());
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;

        var unknown = await Assert.ThrowsAsync<ArgumentException>(() => runner.AnswerAsync(_bench.RunId, "other", "yes", GraphBench.Cancellation));
        var choice = await Assert.ThrowsAsync<ArgumentException>(() => runner.AnswerAsync(_bench.RunId, key, "perhaps", GraphBench.Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => runner.ResolveAsync(_bench.RunId, key, UncertainAnswer.DidNotHappen, null, GraphBench.Cancellation));

        Assert.Contains($"it waits under: {key}", unknown.Message);
        Assert.Contains("'perhaps' is not among the answers to choose from (yes, no).", choice.Message);
        Assert.Equal(RunStatus.Waiting, await _bench.ReadStatusAsync());
    }

    [Fact]
    public async Task Answer_Twice_IsRefused()
    {
        var runner = _bench.Runner(Asking());
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;
        await runner.AnswerAsync(_bench.RunId, key, "yes", GraphBench.Cancellation);

        await Assert.ThrowsAsync<ArgumentException>(() => runner.AnswerAsync(_bench.RunId, key, "no", GraphBench.Cancellation));
    }

    [Fact]
    public async Task Answer_WhileABranchIsAtWork_IsTakenUpByIt()
    {
        var gate = new TaskCompletionSource();
        var asked = new TaskCompletionSource<string>();
        var reducer = new StateReducer<Story>().Append(story => story.Lines, (story, lines) => story with { Lines = lines }).ToReducer();
        var graph = GraphBench.NewGraph().SetEntry("start").AddNode("start", GraphBench.Adds("start"))
            .AddNode("ask", async (context, story, cancellationToken) => story.Add(await context.AskAsync("Which?", [], cancellationToken)))
            .AddNode("work", async (_, story, _) =>
            {
                await gate.Task;
                return story.Add("work");
            })
            .AddNode("meet", GraphBench.Adds("meet"))
            .AddFanOut("start", ["ask", "work"], reducer).AddEdge("ask", "meet").AddEdge("work", "meet").AddEdge("meet", StateGraph.End);
        var runner = new GraphRunner<Story>(graph.Compile(), _bench.Journal, new GraphRunnerOptions
        {
            OnEvent = happened =>
            {
                if (happened.Kind == RunEventKind.Asked)
                {
                    asked.SetResult(happened.Key!);
                }
            },
        });

        var run = runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);
        await runner.AnswerAsync(_bench.RunId, await asked.Task, "this", GraphBench.Cancellation);
        gate.SetResult();

        Assert.Equal(["start", "this", "work", "meet"], (await run).State.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answer_ThenDeath_LeavesARunThatGoesOn(bool answersTheLastQuestion)
    {
        var graph = GraphBench.Single(async (context, story, cancellationToken) =>
            story with { Lines = await Task.WhenAll(context.AskAsync("First?", [], cancellationToken), context.AskAsync("Second?", [], cancellationToken)) });
        var journal = new MortalJournal(_bench.Journal) { DiesAt = answersTheLastQuestion ? 3 : 2, DiesAfterWriting = true };
        GraphRunner<Story>? runner = null;
        var answers = new List<Task>();
        runner = new GraphRunner<Story>(graph.Compile(), journal, new GraphRunnerOptions
        {
            OnEvent = happened =>
            {
                if (happened.Kind == RunEventKind.Asked && (happened.Text == "Second?") == answersTheLastQuestion)
                {
                    answers.Add(runner!.AnswerAsync(_bench.RunId, happened.Key!, "yes", GraphBench.Cancellation));
                }
            },
        });

        await Assert.ThrowsAsync<IOException>(() => runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation));

        await Assert.ThrowsAsync<IOException>(() => Assert.Single(answers));
        Assert.Equal(RunStatus.Running, await _bench.ReadStatusAsync());
        var waiting = Assert.Single((await _bench.ResumeAsync(graph)).Waiting);
        Assert.Equal(answersTheLastQuestion ? "First?" : "Second?", waiting.Text);
    }

    [Fact]
    public async Task Resume_AnsweredWhileTheRunComesToRest_GoesOn()
    {
        GraphRunner<Story>? runner = null;
        Task<RunResult<Story>>? resumed = null;
        runner = new GraphRunner<Story>(Asking().Compile(), _bench.Journal, new GraphRunnerOptions { OnEvent = happened => resumed ??= happened.Kind == RunEventKind.Waiting ? AnswerAsync() : null });

        var first = await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation);

        Assert.Equal(RunStatus.Waiting, first.Status);
        Assert.Equal(["did before", "yes", "did after"], (await Assert.IsType<Task<RunResult<Story>>>(resumed, exactMatch: false)).State.Lines);

        async Task<RunResult<Story>> AnswerAsync()
        {
            var waiting = (await runner!.ReadAsync(_bench.RunId, GraphBench.Cancellation)).Waiting;
            await runner.AnswerAsync(_bench.RunId, waiting[0].Key, "yes", GraphBench.Cancellation);
            return await runner.ResumeAsync(_bench.RunId, GraphBench.Cancellation);
        }
    }

    [Fact]
    public async Task Ask_QuestionIsAnotherThanTheJournalled_IsRefused()
    {
        var runner = _bench.Runner(Asking());
        var key = (await runner.StartAsync(_bench.RunId, Story.Empty, "", GraphBench.Cancellation)).Waiting[0].Key;
        await runner.AnswerAsync(_bench.RunId, key, "yes", GraphBench.Cancellation);
        var changed = GraphBench.Single(async (context, story, cancellationToken) =>
        {
            story = story.Add(await context.EffectAsync(_world.Effect(EffectClass.Unsafe), "before", cancellationToken));
            return story.Add(await context.AskAsync("Delete?", ["yes", "no"], cancellationToken));
        });

        var thrown = await Assert.ThrowsAsync<CallMismatchException>(() => _bench.ResumeAsync(changed));

        Assert.Equal("the question {\"question\":\"Delete?\",\"choices\":[\"yes\",\"no\"]}", thrown.Made);
    }
}
