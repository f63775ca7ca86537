using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Where an agent asks its hooks, and what becomes of what they say.</summary>
public sealed class HookTests
{
    private readonly ActingTool _tool = new("note");

    private AgentBench Bench(ScriptedHook hook) =>
        new(ScriptedAnswer.Decide(messages => messages.Any(message => message.Role == ChatRole.Tool)
            ? [new TextContent("told: " + AgentBench.TextOf(messages[^1]))]
            : [ScriptedAnswer.CreateCall("note", """{"text":"a"}""")]))
        { Tools = [_tool], Hooks = hook.ToPipeline() };

    [Fact]
    public async Task Run_AsksAtEachPointInOrder()
    {
        var hook = new ScriptedHook(_ => HookResult.Continue);

        await Bench(hook).RunAsync();

        Assert.Equal(
            [
                HookPoint.RunStarting, HookPoint.MessageAdding,
                HookPoint.StepStarting, HookPoint.ModelCalling, HookPoint.ModelCalled, HookPoint.MessageAdding, HookPoint.StepEnded,
                HookPoint.Checkpointed, HookPoint.StepStarting, HookPoint.ToolCalling, HookPoint.ToolCalled, HookPoint.MessageAdding, HookPoint.StepEnded,
                HookPoint.Checkpointed, HookPoint.StepStarting, HookPoint.ModelCalling, HookPoint.ModelCalled, HookPoint.MessageAdding, HookPoint.StepEnded,
                HookPoint.RunEnded,
            ],
            hook.Seen);
    }

    [Fact]
    public async Task Model_CallIsReplaced_IsNotAskedAlsoWhenTheRunGoesOn()
    {
        var hook = new ScriptedHook(
            context =>
            {
                ((ModelHookContext)context).Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, "cached")) { ModelId = "cache" };
                return HookResult.Replace;
            },
            HookPoint.ModelCalling);
        var bench = Bench(hook);
        await Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 2 }).RunAsync(bench.Task(), AgentBench.Cancellation));

        bench.Hooks = HookPipeline.Empty;
        var result = await bench.ResumeAsync();

        Assert.Equal(("cached", "cache"), (result.Output, result.Model));
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task Model_CallIsRefused_EndsTheRun()
    {
        var bench = Bench(new ScriptedHook(_ => HookResult.Veto("too much"), HookPoint.ModelCalling));

        var result = await bench.RunAsync();

        Assert.Equal("The model was not asked: too much (scripted)", result.Error);
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task Model_MessagesAndAnswerAreChanged_ChangedOnesCount()
    {
        var bench = Bench(new ScriptedHook(
            context =>
            {
                var model = (ModelHookContext)context;
                if (context.Point == HookPoint.ModelCalling)
                {
                    model.Messages = [.. model.Messages, new ChatMessage(ChatRole.Tool, "hint")];
                    return HookResult.Modified;
                }

                model.Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, model.Response!.Text + "!"));
                model.Cost = 0.5m;
                return HookResult.Modified;
            },
            HookPoint.ModelCalling,
            HookPoint.ModelCalled));

        var result = await bench.RunAsync();

        Assert.Equal(("told: hint!", 0.5m), (result.Output, result.Usage.Cost));
    }

    [Fact]
    public async Task Model_Failed_HookGivesTheAnswer()
    {
        var hook = new ScriptedHook(
            context =>
            {
                var model = (ModelHookContext)context;
                model.Response = new ChatResponse(new ChatMessage(ChatRole.Assistant, $"instead of {model.Error!.Message}"));
                return HookResult.Modified;
            },
            HookPoint.ModelCalled);
        var bench = new AgentBench(ScriptedAnswer.Throw(new IOException("nothing"))) { Hooks = hook.ToPipeline() };

        Assert.Equal("instead of nothing", (await bench.RunAsync()).Output);
    }

    [Fact]
    public async Task Tool_ArgumentsAreChanged_ToolGetsThem()
    {
        var bench = Bench(new ScriptedHook(
            context =>
            {
                ((ToolHookContext)context).Arguments = JsonDocument.Parse("""{"text":"b"}""").RootElement;
                return HookResult.Modified;
            },
            HookPoint.ToolCalling));

        await bench.RunAsync();

        Assert.Equal(["b"], _tool.Texts);
    }

    [Fact]
    public async Task Tool_CallIsRefused_TellsTheModel()
    {
        var result = await Bench(new ScriptedHook(_ => HookResult.Veto("not today"), HookPoint.ToolCalling)).RunAsync();

        Assert.Equal("told: Error: the call was refused: not today", result.Output);
        Assert.Empty(_tool.Texts);
    }

    [Fact]
    public async Task Tool_CallIsReplaced_IsNotMade()
    {
        var hook = new ScriptedHook(
            context =>
            {
                ((ToolHookContext)context).Result = ToolResult.Success("cached");
                return HookResult.Replace;
            },
            HookPoint.ToolCalling);

        Assert.Equal("told: cached", (await Bench(hook).RunAsync()).Output);
        Assert.Empty(_tool.Texts);
    }

    [Fact]
    public async Task Message_IsRedacted_IsNeverJournalledAsItWas()
    {
        var hook = new ScriptedHook(
            context =>
            {
                var adding = (MessageHookContext)context;
                adding.Message = adding.Message.Contents is [FunctionResultContent result]
                    ? new ChatMessage(ChatRole.Tool, [new FunctionResultContent(result.CallId, "did ***")])
                    : new ChatMessage(adding.Message.Role, [.. adding.Message.Contents.Select(content => content is TextContent text ? new TextContent(text.Text.Replace("secret", "***", StringComparison.Ordinal)) : content)]);
                return HookResult.Modified;
            },
            HookPoint.MessageAdding);
        var bench = Bench(hook);
        _tool.Work = (_, _) => Task.FromResult(ToolResult.Success("did secret"));

        var result = await bench.RunAsync("my secret?");

        Assert.Equal("told: did ***", result.Output);
        Assert.Equal("my ***?", bench.Asked[0]);
        Assert.DoesNotContain(await bench.ReadAsync(), entry => entry.Data.Span.IndexOf("secret"u8) >= 0);
    }

    [Fact]
    public async Task Run_IsRefused_IsJournalledAsEnded()
    {
        var bench = Bench(new ScriptedHook(_ => HookResult.Veto("closed"), HookPoint.RunStarting));

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Completed, "The run was refused: closed (scripted)"), (result.Status, result.Error));
        Assert.Empty(bench.Model.Requests);
    }

    [Theory]
    [InlineData(AgentKinds.ReAct)]
    [InlineData(AgentKinds.Reflection)]
    [InlineData(AgentKinds.PlanAndExecute)]
    public async Task Run_IsReplaced_AnswersWithoutTheModel(string kind)
    {
        var hook = new ScriptedHook(
            context =>
            {
                ((RunHookContext)context).Result = new AgentResult { RunId = context.RunId, Status = RunStatus.Completed, Output = "known" };
                return HookResult.Replace;
            },
            HookPoint.RunStarting);
        var bench = Bench(hook);
        bench.Definition = bench.Definition with { Kind = kind };

        Assert.Equal("known", (await bench.RunAsync()).Output);
        Assert.Empty(bench.Model.Requests);
    }

    [Fact]
    public async Task Step_IsRefused_FailsTheRun()
    {
        var result = await Bench(new ScriptedHook(context => context.Node == "act" ? HookResult.Veto("no acts") : HookResult.Continue, HookPoint.StepStarting)).RunAsync();

        Assert.Equal((RunStatus.Failed, "Node 'act' (step 2): The step was refused: no acts (scripted)"), (result.Status, result.Error));
    }

    [Fact]
    public async Task Budget_UsedUp_TellsWhichLimitAndThatTheRunFailed()
    {
        List<string> told = [];
        var hook = new ScriptedHook(
            context =>
            {
                told.Add(context is BudgetHookContext budget ? $"{budget.Limit} {budget.Usage.ModelCalls}" : ((ErrorHookContext)context).Error);
                return HookResult.Continue;
            },
            HookPoint.BudgetExceeded,
            HookPoint.Failed);
        var bench = Bench(hook);
        bench.Definition = bench.Definition with { Budget = new AgentBudget { MaxIterations = 1 } };

        await bench.RunAsync();

        Assert.Equal(["MaxIterations 1", "The agent did not finish within 1 iterations."], told);
    }
}
