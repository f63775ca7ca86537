using System.Collections.Concurrent;
using System.Text.Json;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Code;
using Switchyard.Agents.Tools.Files;
using Switchyard.Sandbox;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Questions.Tests;

/// <summary>How many questions agents answer with the embedded model, through the real node and Router.</summary>
public sealed class QuestionTests(EmbeddedModel model, ITestOutputHelper output) : IClassFixture<EmbeddedModel>
{
    private const double Goal = 0.9;
    private const int AtOnce = 8;

    [Fact]
    public async Task ReAct_ShownTheEightBestTools_AnswersToolQuestions()
    {
        using var folder = new TemporaryFolder();
        var files = new UserFiles(new UserFilesOptions { Root = folder.Path });
        var definition = new AgentDefinition { Id = "assistant", Model = "default", SystemPrompt = "You are a helpful assistant. Use a tool when it helps.", MaxToolsShown = 8 };

        await CheckAsync(definition, "questions.json", 100, () => Services(OfflineTools.Create(files)));
    }

    [Fact]
    public async Task CodeAct_WithTheSandbox_AnswersCodeQuestions()
    {
        await using var code = new SandboxCodeRunner(new SandboxOptions(), new SandboxCodeRunnerOptions(), TimeProvider.System);

        await CheckAsync(new AgentDefinition { Id = "coder", Model = "default", Kind = AgentKinds.CodeAct }, "code-questions.json", 30, () => Services(new ToolBox([])) with { Code = code });
    }

    private AgentServices Services(ToolBox tools) => new() { Model = model.Client, Tools = tools };

    private async Task CheckAsync(AgentDefinition definition, string file, int count, Func<AgentServices> services)
    {
        var questions = Question.Read(file);
        Assert.Equal(count, questions.Count);
        ConcurrentQueue<string> wrong = [];
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(questions, options, async (question, cancellationToken) =>
        {
            // Each question finds a memory of its own.
            var agent = new GraphAgent(definition, services(), new MemoryRunJournal(TimeProvider.System), new AgentGraphs());
            if (await AskAsync(agent, question, cancellationToken) is { } mistake)
            {
                wrong.Enqueue($"{question.Text} {mistake}");
            }
        });

        ScoreSheet.Note(definition.Kind, services().Tools.All.Count, count, wrong);
        output.WriteLine($"{definition.Kind}: {count - wrong.Count} of {count} right.");
        foreach (var mistake in wrong)
        {
            output.WriteLine(mistake);
        }

        Assert.True(count - wrong.Count >= Goal * count, $"{count - wrong.Count} of {count} right. Wrong:\n{string.Join('\n', wrong)}");
    }

    /// <returns>What is wrong with the answer; <see langword="null"/> where it is right.</returns>
    private static async Task<string?> AskAsync(GraphAgent agent, Question question, CancellationToken cancellationToken)
    {
        ConcurrentQueue<ToolCallEvent> calls = [];
        void Note(AgentEvent happened)
        {
            if (happened is ToolCallEvent call)
            {
                calls.Enqueue(call);
            }
        }

        var result = await agent.RunAsync(new AgentTask(question.Text) { OnEvent = Note }, cancellationToken);
        var called = string.Join(", ", calls.Select(call => $"{call.Name} {call.Arguments}"));
        return !result.IsSuccess ? $"ended with {result.Error} after {called}"
            : question.Tool is not null && !calls.Any(call => call.Name == question.Tool && call.Arguments is { } arguments && JsonElement.DeepEquals(arguments, question.Arguments)) ? $"called {called} and not {question.Tool} {question.Arguments}"
            : question.Contains is { } expected && result.Output?.Contains(expected, StringComparison.Ordinal) != true ? $"answered '{result.Output}' without {expected}"
            : null;
    }
}
