using System.Text.Json;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Tests.Composition;

public sealed class AgentToolTests
{
    private readonly ScriptedAgent _agent = new("tax-law", "Deduct it.");

    [Fact]
    public async Task Invoke_Task_GivesTheAnswerAndItsUsage()
    {
        var tool = new AgentTool(_agent, TimeSpan.FromMinutes(1), HookPipeline.Empty);

        var result = await InvokeAsync(tool, new ToolContext("ada") { Key = "k1", CallPath = ["chat"], Budget = new AgentBudget { MaxTokens = 100 } });

        Assert.Equal("Deduct it.", result.Output);
        Assert.Equal(12, result.Usage!.InputTokens + result.Usage.OutputTokens);
        var task = Assert.Single(_agent.Tasks);
        Assert.Equal(("a car", "ada", 100), (task.Input, task.User, task.Budget!.MaxTokens));
        Assert.Equal(["chat"], task.CallPath);
        Assert.Equal(MemberRuns.IdOf("k1"), task.RunId);
    }

    [Fact]
    public void Definition_OfAnAgent_SaysWhatItIs()
    {
        var definition = new AgentTool(_agent, TimeSpan.FromMinutes(1), HookPipeline.Empty).Definition;

        Assert.Equal("tax_law", definition.Name);
        Assert.Equal("Ask the agent 'tax-law'. Is tax-law.", definition.Description);
        Assert.Equal((ToolCategories.Agents, EffectClass.Idempotent, TimeSpan.FromMinutes(1)), (definition.Category, definition.Effect, definition.Timeout));
    }

    [Fact]
    public async Task Invoke_SameKeyAgain_GoesOnWithTheSameRun()
    {
        var tool = new AgentTool(_agent, TimeSpan.FromMinutes(1), HookPipeline.Empty);

        await InvokeAsync(tool, new ToolContext("ada") { Key = "k1" });
        await InvokeAsync(tool, new ToolContext("ada") { Key = "k1" });
        await InvokeAsync(tool, new ToolContext("ada") { Key = "k2" });

        Assert.Equal(2, _agent.Runs);
    }

    [Theory]
    [InlineData("tax-law,chat", "'tax-law' is already at work on this (tax-law → chat → tax-law); an agent cannot call itself, not by way of others either")]
    [InlineData("a,b,c,d,e", "agents call one another 5 deep at most (a → b → c → d → e → tax-law)")]
    public async Task Invoke_CircleOrTooDeep_IsRefused(string path, string error)
    {
        var result = await InvokeAsync(new AgentTool(_agent, TimeSpan.FromMinutes(1), HookPipeline.Empty), new ToolContext("ada") { CallPath = path.Split(',') });

        Assert.Equal(error, result.ErrorMessage);
        Assert.Empty(_agent.Tasks);
    }

    [Fact]
    public async Task Invoke_FourAbove_IsNotTooDeep() =>
        Assert.True((await InvokeAsync(new AgentTool(_agent, TimeSpan.FromMinutes(1), HookPipeline.Empty), new ToolContext("ada") { CallPath = ["a", "b", "c", "d"] })).IsSuccess);

    [Fact]
    public async Task Invoke_AgentFails_TellsTheModel()
    {
        var tool = new AgentTool(new ScriptedAgent("lazy", _ => ScriptedAgent.Fail("no time")), TimeSpan.FromMinutes(1), HookPipeline.Empty);

        Assert.Equal("'lazy' did not answer: no time", (await InvokeAsync(tool, new ToolContext("ada"))).ErrorMessage);
    }

    [Fact]
    public async Task Invoke_HooksOfTheCaller_SeeAndChangeTheCall()
    {
        List<string> seen = [];
        var hook = new ScriptedHook(
            context =>
            {
                var call = (AgentCallHookContext)context;
                seen.Add($"{call.Point} {call.Agent} {call.Target} {call.Input} {call.Result?.Output}");
                call.Input = "a bicycle";
                return HookResult.Modified;
            },
            HookPoint.SubagentStarting,
            HookPoint.SubagentEnded);

        await InvokeAsync(new AgentTool(_agent, TimeSpan.FromMinutes(1), hook.ToPipeline()), new ToolContext("ada") { CallPath = ["chat"] });

        Assert.Equal("a bicycle", Assert.Single(_agent.Tasks).Input);
        Assert.Equal(["SubagentStarting chat tax-law a car ", "SubagentEnded chat tax-law a bicycle Deduct it."], seen);
    }

    [Fact]
    public async Task Invoke_HookRefuses_AsksNobody()
    {
        var hook = new ScriptedHook(_ => HookResult.Veto("not now"), HookPoint.SubagentStarting);

        var result = await InvokeAsync(new AgentTool(_agent, TimeSpan.FromMinutes(1), hook.ToPipeline()), new ToolContext("ada"));

        Assert.Equal("the call of 'tax-law' was refused: not now", result.ErrorMessage);
        Assert.Empty(_agent.Tasks);
    }

    [Fact]
    public async Task Invoke_AgentWaitsForAPerson_MakesTheCallerWait()
    {
        var tool = new AgentTool(CompositionBench.Undecided("judges", CompositionBench.NewJournal()), TimeSpan.FromMinutes(1), HookPipeline.Empty);

        var waits = await Assert.ThrowsAsync<EffectWaitsException>(() => InvokeAsync(tool, new ToolContext("ada") { Key = "k1" }));

        Assert.Equal(MemberRuns.IdOf("k1"), Assert.Single(waits.Requests).RunId);
    }

    private static Task<ToolResult> InvokeAsync(AgentTool tool, ToolContext context)
    {
        var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>("""{"task":"a car"}""")!;
        return new ToolInvoker(new ToolBox([tool]), 1000, TimeProvider.System).InvokeAsync(tool.Definition.Name, arguments, context, CompositionBench.Cancellation);
    }
}
