using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

public sealed class BudgetTests
{
    private static readonly UsageContent s_usage = new(new UsageDetails { InputTokenCount = 100, OutputTokenCount = 20, TotalTokenCount = 120 });

    /// <summary>Calls the tool with another number each time, for ever, and thinks aloud.</summary>
    private static AgentBench NeverDone(ActingTool tool, AgentBudget budget)
    {
        var bench = new AgentBench(ScriptedAnswer.Decide(messages => [new TextContent($"Thought {messages.Count}"), ScriptedAnswer.CreateCall("note", $$"""{"text":"{{messages.Count}}"}"""), s_usage]))
        {
            Tools = [tool],
        };
        bench.Definition = bench.Definition with { Budget = budget };
        return bench;
    }

    [Fact]
    public async Task Iterations_UsedUp_EndTheRunWithWhatItHas()
    {
        var bench = NeverDone(new ActingTool("note"), new AgentBudget { MaxIterations = 3 });

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Completed, "The agent did not finish within 3 iterations.", "Thought 5"), (result.Status, result.Error, result.Output));
        Assert.Equal(3, bench.Model.Requests.Count);
    }

    [Fact]
    public async Task Tokens_UsedUp_EndTheRunBeforeTheNextCall()
    {
        var tool = new ActingTool("note");
        var bench = NeverDone(tool, new AgentBudget { MaxTokens = 240 });

        var result = await bench.RunAsync();

        Assert.Equal("The agent did not finish within 240 tokens.", result.Error);
        Assert.Equal((2, 240L), (result.Usage.ModelCalls, result.Usage.InputTokens + result.Usage.OutputTokens));
        Assert.Single(tool.Texts);
    }

    [Fact]
    public async Task Tokens_ThatAreLeft_LimitTheNextAnswer()
    {
        var bench = NeverDone(new ActingTool("note"), new AgentBudget { MaxTokens = 200 });

        await bench.RunAsync();

        Assert.InRange(bench.Model.Options.First()!.MaxOutputTokens!.Value, 190, 199);
        Assert.InRange(bench.Model.Options.Last()!.MaxOutputTokens!.Value, 60, 80);
    }

    [Fact]
    public async Task Cost_UsedUp_EndsTheRun()
    {
        var bench = NeverDone(new ActingTool("note"), new AgentBudget { MaxCost = 0.000_4m });
        bench.Price = model => model == "m" ? new ModelPrice(1, 5) : null;

        var result = await bench.RunAsync();

        Assert.Equal(("The agent did not finish for $0.0004.", 0.000_4m), (result.Error, result.Usage.Cost));
    }

    [Fact]
    public async Task Time_UsedUpByTools_EndsTheRun()
    {
        AgentBench? bench = null;
        var tool = new ActingTool("note")
        {
            Work = (_, _) =>
            {
                bench!.Time.Advance(TimeSpan.FromSeconds(4));
                return Task.FromResult(Switchyard.Agents.Tools.ToolResult.Success("slow"));
            },
        };
        bench = NeverDone(tool, new AgentBudget { MaxTime = TimeSpan.FromSeconds(10) });

        var result = await bench.RunAsync();

        Assert.Equal("The agent did not finish within 10 seconds of work.", result.Error);
        Assert.Equal((3, TimeSpan.FromSeconds(12)), (tool.Texts.Count, result.Latency));
    }

    [Fact]
    public async Task Time_UsedUpByTheModel_EndsItsAnswer()
    {
        var bench = new AgentBench(ScriptedAnswer.Hold("So far", new TaskCompletionSource().Task));
        bench.Definition = bench.Definition with { Budget = new AgentBudget { MaxTime = TimeSpan.FromSeconds(10) } };
        var task = bench.Task() with { OnEvent = _ => bench.Time.Advance(TimeSpan.FromSeconds(11)) };

        var result = await bench.Agent().RunAsync(task, AgentBench.Cancellation);

        Assert.Equal((RunStatus.Completed, "The agent did not finish within 10 seconds of work.", "So far"), (result.Status, result.Error, result.Output));
        Assert.Equal(nameof(AgentBudget.MaxTime), (await bench.Agent().ReadStateAsync(result.RunId, cancellationToken: AgentBench.Cancellation)).Limit);
    }

    [Fact]
    public async Task Budget_OfATask_IsTheSmallerOfBoth()
    {
        var bench = NeverDone(new ActingTool("note"), new AgentBudget { MaxIterations = 5 });

        var small = await bench.Agent().RunAsync(bench.Task() with { Budget = new AgentBudget { MaxIterations = 2 } }, AgentBench.Cancellation);
        var large = await bench.Agent().RunAsync(bench.Task() with { RunId = Guid.NewGuid(), Budget = new AgentBudget { MaxIterations = null } }, AgentBench.Cancellation);

        Assert.Equal((2, 5), (small.Usage.ModelCalls, large.Usage.ModelCalls));
    }

    [Fact]
    public async Task Budget_OfARunThatIsKilledAgainAndAgain_IsNotExceeded()
    {
        var tool = new ActingTool("note");
        var bench = NeverDone(tool, new AgentBudget { MaxIterations = 4, MaxTokens = 10_000 });
        AgentResult? result = null;

        // Each process gets one more entry into the journal before it dies.
        while (result is null)
        {
            try
            {
                result = await bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 2 }).RunAsync(bench.Task(), AgentBench.Cancellation);
            }
            catch (IOException)
            {
            }
        }

        Assert.Equal("The agent did not finish within 4 iterations.", result.Error);
        Assert.Equal((4, 4 * 120L), (result.Usage.ModelCalls, result.Usage.InputTokens + result.Usage.OutputTokens));
        Assert.Equal(["1", "3", "5", "7"], tool.Texts.Distinct());
    }

    [Fact]
    public async Task Tokens_OfAModelThatDoesNotSay_AreEstimated()
    {
        var bench = new AgentBench(ScriptedAnswer.Say("12345678"));

        var result = await bench.RunAsync("1234567890123456");

        Assert.Equal((4L, 2L), (result.Usage.InputTokens, result.Usage.OutputTokens));
    }
}
