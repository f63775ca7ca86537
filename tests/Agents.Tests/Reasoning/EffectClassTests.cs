using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Tests.Graphs;
using Switchyard.Agents.Tools;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>What becomes of tool calls of which nobody knows whether they happened.</summary>
public sealed class EffectClassTests
{
    private static AgentBench Bench(ITool tool) =>
        new(ScriptedAnswer.Decide(messages => messages.Count == 1
            ? [ScriptedAnswer.CreateCall("send", """{"text":"mail"}""")]
            : [new Microsoft.Extensions.AI.TextContent("sent: " + AgentBench.TextOf(messages[^1]))]))
        { Tools = [tool] };

    // The appends of this run: the model's receipt, the first step, the tool's intent, its receipt, the second step.
    private static Task<IOException> DieAfterTheCallAsync(AgentBench bench) =>
        Assert.ThrowsAsync<IOException>(() => bench.Agent(new MortalJournal(bench.Journal) { DiesAt = 4 }).RunAsync(bench.Task(), AgentBench.Cancellation));

    [Fact]
    public async Task Idempotent_KilledBeforeTheReceipt_IsCalledAgainWithItsKey()
    {
        var tool = new ActingTool("send", EffectClass.Idempotent);
        var bench = Bench(tool);

        await DieAfterTheCallAsync(bench);
        var result = await bench.ResumeAsync();

        Assert.Equal("sent: did mail", result.Output);
        Assert.Equal(2, tool.Contexts.Count);
        Assert.Single(tool.Contexts.Select(context => context.Key).Distinct());
    }

    [Fact]
    public async Task AsksRemote_ItHappened_IsNotCalledAgain()
    {
        var tool = new AskableTool("send", _ => ToolResult.Success("did it then"));
        var bench = Bench(tool);

        await DieAfterTheCallAsync(bench);
        var result = await bench.ResumeAsync();

        Assert.Equal("sent: did it then", result.Output);
        Assert.Single(tool.Texts);
    }

    [Fact]
    public async Task AsksRemote_ItDidNotHappen_IsCalledAgain()
    {
        var tool = new AskableTool("send", _ => null);
        var bench = Bench(tool);

        await DieAfterTheCallAsync(bench);
        var result = await bench.ResumeAsync();

        Assert.Equal("sent: did mail", result.Output);
        Assert.Equal(2, tool.Texts.Count);
    }

    [Fact]
    public async Task AsksRemote_NobodyKnows_WaitsForAPerson()
    {
        var bench = Bench(new AskableTool("send", _ => throw new IOException("away")) { Work = (_, _) => throw new IOException("away") });

        var result = await bench.RunAsync();

        Assert.Equal((RunStatus.Waiting, PersonRequestKind.UncertainEffect), (result.Status, Assert.Single(result.Waiting).Kind));
    }

    [Fact]
    public async Task AsksRemote_FailedAndDidNotHappen_TellsTheModel()
    {
        var bench = Bench(new AskableTool("send", _ => null) { Work = (_, _) => throw new IOException("/secret/path") });

        var result = await bench.RunAsync();

        Assert.Equal("sent: Error: send failed (IOException)", result.Output);
    }

    [Fact]
    public async Task AsksRemote_ToolThatCannotBeAsked_IsUnsafe()
    {
        var bench = Bench(new ActingTool("send", EffectClass.AsksRemote) { Work = (_, _) => throw new IOException("away") });

        Assert.Equal(RunStatus.Waiting, (await bench.RunAsync()).Status);
    }

    [Fact]
    public async Task Unsafe_Throws_WaitsForAPersonWhoSaysWhatHappened()
    {
        var tool = new ActingTool("send", EffectClass.Unsafe) { Work = (_, _) => throw new IOException("broken pipe") };
        var bench = Bench(tool);

        var waiting = await bench.RunAsync();
        var request = Assert.Single(waiting.Waiting);
        await bench.Agent().ResolveAsync(bench.RunId, request.Key, UncertainAnswer.Happened, "it arrived", AgentBench.Cancellation);
        var result = await bench.ResumeAsync();

        Assert.Equal((RunStatus.Waiting, "send", """{"text":"mail"}"""), (waiting.Status, request.Text, request.Arguments));
        Assert.Equal("sent: it arrived", result.Output);
        Assert.Single(tool.Texts);
    }

    [Fact]
    public async Task Unsafe_KilledBeforeTheReceipt_IsCalledAgainOnlyWhereItDidNotHappen()
    {
        var tool = new ActingTool("send", EffectClass.Unsafe);
        var bench = Bench(tool);

        await DieAfterTheCallAsync(bench);
        var waiting = await bench.ResumeAsync();
        Assert.Single(tool.Texts);
        await bench.Agent().ResolveAsync(bench.RunId, Assert.Single(waiting.Waiting).Key, UncertainAnswer.DidNotHappen, null, AgentBench.Cancellation);
        var result = await bench.ResumeAsync();

        Assert.Equal("sent: did mail", result.Output);
        Assert.Equal(2, tool.Texts.Count);
    }

    [Fact]
    public async Task Unsafe_SaysThatNothingHappened_TellsTheModel()
    {
        var bench = Bench(new ActingTool("send", EffectClass.Unsafe) { Work = (_, _) => throw new EffectDidNotHappenException("there is no such address") });

        var result = await bench.RunAsync();

        Assert.Equal("sent: Error: there is no such address", result.Output);
    }

    [Fact]
    public async Task Unsafe_TakesTooLong_WaitsForAPerson()
    {
        AgentBench? bench = null;
        var tool = new ActingTool("send", EffectClass.Unsafe)
        {
            Work = async (_, cancellationToken) =>
            {
                bench!.Time.Advance(TimeSpan.FromSeconds(11));
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return ToolResult.Success("never");
            },
        };
        bench = Bench(tool);

        Assert.Equal(RunStatus.Waiting, (await bench.RunAsync()).Status);
    }
}
