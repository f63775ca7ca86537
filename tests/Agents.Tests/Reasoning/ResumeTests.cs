using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Journal.Files;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Runs whose process dies at any of its writes, and others that go on with the journal in files.</summary>
public sealed class ResumeTests
{
    /// <summary>A model that is asked for plans, reviews and code, and calls a tool once before it answers.</summary>
    private static IReadOnlyList<AIContent> Answer(IReadOnlyList<ChatMessage> messages)
    {
        var last = AgentBench.TextOf(messages[^1]);
        return last.StartsWith("Give me a plan", StringComparison.Ordinal) ? [new TextContent("1. Send it.\n2. Check it.")]
            : messages[0].Text.StartsWith("You are a reviewer", StringComparison.Ordinal) ? [new TextContent(last.Contains("better", StringComparison.Ordinal) ? "APPROVE" : "REVISE: say it better.")]
            : last.Contains("\nReview: ", StringComparison.Ordinal) ? [new TextContent("a better answer")]
            : messages[0].Text.StartsWith("Solve the task", StringComparison.Ordinal) ? [new TextContent(last.StartsWith("Output:", StringComparison.Ordinal) ? last : "```python\nsend()\n```")]
            : messages[0].Text.EndsWith("Think step by step.", StringComparison.Ordinal) ? [new TextContent("I have to send it.")]
            : messages.Any(message => message.Role == ChatRole.Tool) || last.EndsWith("Now give the answer.", StringComparison.Ordinal) && last.Contains("Done so far", StringComparison.Ordinal) ? [new TextContent("the answer")]
            : [new TextContent("First I send it."), ScriptedAnswer.CreateCall("send", """{"text":"mail"}""")];
    }

    [Theory]
    [InlineData(AgentKinds.ReAct, "the answer", 1)]
    [InlineData(AgentKinds.ChainOfThought, "the answer", 1)]
    [InlineData(AgentKinds.PlanAndExecute, "the answer", 2)]
    [InlineData(AgentKinds.Reflection, "a better answer", 1)]
    [InlineData(AgentKinds.CodeAct, "Output:\nran send()", 1)]
    public async Task Run_KilledAtEachWrite_ComesToTheSameEndAndActsOnce(string kind, string answer, int acts)
    {
        using var folder = new TemporaryFolder();
        var expected = await RunAsync(folder["whole"], kind, null);
        Assert.Equal((answer, acts), (expected.Result.Output, expected.Acts));
        Assert.True(expected.Appends > 4);

        for (var append = 1; append <= expected.Appends; append++)
        {
            foreach (var afterWriting in new[] { false, true })
            {
                var killed = await RunAsync(folder[$"{append}{afterWriting}"], kind, (append, afterWriting));

                Assert.Equal((answer, acts), (killed.Result.Output, killed.Acts));
                Assert.Equal(expected.Result.Usage, killed.Result.Usage);
            }
        }
    }

    private static async Task<(AgentResult Result, int Acts, int Appends)> RunAsync(string folder, string kind, (int DiesAt, bool AfterWriting)? death)
    {
        var files = new FileRunJournal(folder, TimeProvider.System);
        var tool = new ActingTool("send", EffectClass.Idempotent);
        var code = new ScriptedCode(EffectClass.Idempotent);
        var bench = new AgentBench(ScriptedAnswer.Decide(Answer)) { Tools = [tool], Code = code, Journal = files };
        bench.Definition = bench.Definition with { Kind = kind };
        var journal = new MortalJournal(files) { DiesAt = death?.DiesAt ?? int.MaxValue, DiesAfterWriting = death?.AfterWriting ?? false };
        AgentResult? result = null;
        try
        {
            result = await bench.Agent(journal).RunAsync(bench.Task(), AgentBench.Cancellation);
        }
        catch (IOException) when (death is not null)
        {
        }

        result ??= await bench.RunAsync();
        return (result, tool.Contexts.Select(context => context.Key).Distinct().Count() + code.Keys.Count, journal.Appends);
    }

    [Fact]
    public async Task Resume_WithANewerDefinition_KeepsTheOneTheRunBeganWith()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("send", "{}"), ScriptedAnswer.Say("done")) { Tools = [new ActingTool("send"), new ActingTool("other")] };
        bench.Definition = bench.Definition with { SystemPrompt = "Old.", Tools = ["send"], Budget = new AgentBudget { MaxIterations = 5 } };
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 3 }).RunAsync(bench.Task(), AgentBench.Cancellation));

        bench.Definition = bench.Definition with { Version = 2, SystemPrompt = "New.", Model = "other", Tools = ["other"], Budget = new AgentBudget { MaxIterations = 1 } };
        var result = await bench.ResumeAsync();

        Assert.Equal(("done", "m"), (result.Output, result.Model));
        Assert.Equal("Old.", bench.Model.Requests.Last()[0].Text);
        Assert.Equal(["send"], bench.Model.Options.Last()!.Tools!.Select(tool => tool.Name));
        Assert.Equal(1, (await bench.ReadStateAsync()).Definition.Version);
    }

    [Fact]
    public async Task Resume_AsAnotherKind_SaysSoAndLeavesTheRun()
    {
        var bench = new AgentBench(ScriptedAnswer.Call("send", "{}"), ScriptedAnswer.Say("done")) { Tools = [new ActingTool("send")] };
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 3 }).RunAsync(bench.Task(), AgentBench.Cancellation));

        var react = bench.Definition;
        bench.Definition = react with { Kind = AgentKinds.ChainOfThought };
        var thrown = await Assert.ThrowsAsync<GraphChangedException>(() => bench.ResumeAsync());
        bench.Definition = react;

        Assert.Contains("Graph 'tester' is of version 'chain-of-thought/1', the run is of version 'react/1'", thrown.Message, StringComparison.Ordinal);
        Assert.Equal("done", (await bench.ResumeAsync()).Output);
    }

    [Fact]
    public async Task Journal_OfARunOfTwentySteps_GrowsByWhatEachStepAdds()
    {
        var bench = new AgentBench(ScriptedAnswer.Decide(messages => messages.Count < 20 ? [ScriptedAnswer.CreateCall("note", $$"""{"text":"{{messages.Count}}"}""")] : [new TextContent("done")]))
        {
            Tools = [new ActingTool("note") { Work = (_, _) => Task.FromResult(Switchyard.Agents.Tools.ToolResult.Success(new string('x', 5_000))) }],
        };

        await bench.RunAsync();

        var state = (await bench.ReadStateAsync()).ToJson().GetRawText().Length;
        var entries = await bench.ReadAsync();
        Assert.True(entries.Count(entry => entry.Kind == JournalEntryKind.Step) >= 20);
        Assert.InRange(entries.Sum(entry => entry.Data.Length), state, 2 * state);
    }
}
