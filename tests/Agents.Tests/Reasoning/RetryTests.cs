using Microsoft.Extensions.AI;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Calls that are made again because the tool broke or says that the failure may pass.</summary>
public sealed class RetryTests
{
    private static readonly ToolResult s_mayPass = ToolResult.Failure("busy") with { MayPass = true };

    private static AgentBench Bench(ActingTool tool) =>
        new(ScriptedAnswer.Decide(messages => messages.Count == 1
            ? [ScriptedAnswer.CreateCall("send", """{"text":"mail"}""")]
            : [new TextContent("told: " + AgentBench.TextOf(messages[^1]))]))
        { Tools = [tool] };

    private static ToolDefinition Definition(EffectClass effectClass, int maxAttempts = 3) =>
        new ActingTool("send", effectClass).Definition with { MaxAttempts = maxAttempts, RetryDelay = TimeSpan.Zero };

    /// <summary>A tool that does what is said first, and then works.</summary>
    private static ActingTool FailingOnce(EffectClass effectClass, Func<ToolResult> first)
    {
        var calls = 0;
        return new ActingTool("send") { Definition = Definition(effectClass), Work = (text, _) => Task.FromResult(++calls == 1 ? first() : ToolResult.Success("did " + text)) };
    }

    [Theory]
    [InlineData(EffectClass.Pure)]
    [InlineData(EffectClass.Idempotent)]
    public async Task Broken_WhereItMayBeRepeated_IsCalledAgainWithItsKey(EffectClass effectClass)
    {
        var tool = FailingOnce(effectClass, () => throw new IOException("away"));

        var result = await Bench(tool).RunAsync();

        Assert.Equal(("told: did mail", 2), (result.Output, tool.Contexts.Count));
        Assert.Single(tool.Contexts.Select(context => context.Key).Distinct());
    }

    [Theory]
    [InlineData(EffectClass.Pure, "told: did mail", 2)]
    [InlineData(EffectClass.Idempotent, "told: did mail", 2)]
    [InlineData(EffectClass.Unsafe, "told: Error: busy", 1)]
    public async Task Failure_ThatMayPass_IsTriedAgainUnlessUnsafe(EffectClass effectClass, string output, int calls)
    {
        var tool = FailingOnce(effectClass, () => s_mayPass);

        Assert.Equal((output, calls), ((await Bench(tool).RunAsync()).Output, tool.Contexts.Count));
    }

    [Fact]
    public async Task Failure_ForGood_IsNotTriedAgain()
    {
        var tool = FailingOnce(EffectClass.Pure, () => ToolResult.Failure("no"));

        Assert.Equal(("told: Error: no", 1), ((await Bench(tool).RunAsync()).Output, tool.Contexts.Count));
    }

    [Fact]
    public async Task Broken_Unsafe_WaitsForAPersonAfterOneCall()
    {
        var tool = FailingOnce(EffectClass.Unsafe, () => throw new IOException("away"));

        Assert.Equal((RunStatus.Waiting, 1), ((await Bench(tool).RunAsync()).Status, tool.Contexts.Count));
    }

    [Theory]
    [InlineData(null, "told: did mail", 2)]
    [InlineData("did it then", "told: did it then", 1)]
    public async Task Broken_ToolThatCanBeAsked_IsCalledAgainOnlyWhereItDidNotHappen(string? status, string output, int calls)
    {
        var made = 0;
        var tool = new AskableTool("send", _ => status is null ? null : ToolResult.Success(status))
        {
            Definition = Definition(EffectClass.AsksRemote),
            Work = (text, _) => ++made == 1 ? throw new IOException("away") : Task.FromResult(ToolResult.Success("did " + text)),
        };

        Assert.Equal((output, calls), ((await Bench(tool).RunAsync()).Output, tool.Contexts.Count));
    }

    [Fact]
    public async Task Broken_ToolThatCannotSay_WaitsForAPersonAfterOneCall()
    {
        var tool = new AskableTool("send", _ => throw new IOException("away")) { Definition = Definition(EffectClass.AsksRemote), Work = (_, _) => throw new IOException("away") };

        Assert.Equal((RunStatus.Waiting, 1), ((await Bench(tool).RunAsync()).Status, tool.Contexts.Count));
    }

    [Fact]
    public async Task Broken_EachTime_EndsAtTheBoundWithGrowingDelays()
    {
        List<(int Attempts, TimeSpan Delay, string Operation)> seen = [];
        var tool = new ActingTool("send") { Definition = Definition(EffectClass.Pure) with { RetryDelay = TimeSpan.FromSeconds(20) }, Work = (_, _) => throw new IOException("away") };
        var bench = Bench(tool);
        bench.Hooks = new ScriptedHook(
            context =>
            {
                var retrying = (ErrorHookContext)context;
                seen.Add((retrying.Attempts, retrying.Delay, retrying.Operation));
                retrying.Delay = TimeSpan.Zero;
                return HookResult.Modified;
            },
            HookPoint.Retrying).ToPipeline();

        var result = await bench.RunAsync();

        Assert.Equal(("told: Error: send failed (IOException)", 3), (result.Output, tool.Contexts.Count));
        Assert.Equal([(1, TimeSpan.FromSeconds(20), "send"), (2, TimeSpan.FromSeconds(30), "send")], seen);
    }

    [Fact]
    public async Task Hook_ThatRefuses_EndsTheAttempts()
    {
        var tool = FailingOnce(EffectClass.Pure, () => s_mayPass);
        var bench = Bench(tool);
        bench.Hooks = new ScriptedHook(_ => HookResult.Veto("once is enough"), HookPoint.Retrying).ToPipeline();

        Assert.Equal(("told: Error: busy", 1), ((await bench.RunAsync()).Output, tool.Contexts.Count));
    }
}
