using Microsoft.Extensions.AI;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

/// <summary>Runs that are gone over again: forked with another definition, or compared with it.</summary>
public sealed class ForkTests
{
    private readonly ActingTool _tool = new("send", EffectClass.Unsafe);
    private readonly AgentBench _bench;

    public ForkTests()
    {
        _bench = new AgentBench(ScriptedAnswer.Decide(messages => messages.Any(message => message.Role == ChatRole.Tool)
            ? [new TextContent($"{messages[0].Text} answer")]
            : [ScriptedAnswer.CreateCall("send", messages[0].Text == "Wild." ? """{"text":"other"}""" : """{"text":"mail"}""")]))
        { Tools = [_tool] };
        _bench.Definition = _bench.Definition with { SystemPrompt = "Calm." };
    }

    private AgentDefinition With(string prompt, string model = "m") => _bench.Definition with { Version = 2, SystemPrompt = prompt, Model = model };

    private async Task<long> FindStepAsync(int step) => (await _bench.ReadAsync()).Single(entry => entry.Kind == JournalEntryKind.Step && entry.Step == step).Sequence;

    [Fact]
    public async Task Fork_AfterAToolWithAnotherDefinition_GoesOnWithoutCallingItAgain()
    {
        await _bench.RunAsync();
        var fork = Guid.NewGuid();

        Assert.True(await _bench.Agent().ForkAsync(_bench.RunId, await FindStepAsync(2), fork, With("Bold.", "large"), AgentBench.Cancellation));
        var result = await _bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation);

        Assert.Equal(("Bold. answer", "large"), (result.Output, result.Model));
        Assert.Single(_tool.Texts);
        Assert.Equal("Calm. answer", (await _bench.Agent().ReadAsync(_bench.RunId, AgentBench.Cancellation)).Output);
    }

    [Fact]
    public async Task Fork_InTheMiddleOfAStep_BeginsWithTheLastWholeOne()
    {
        await _bench.RunAsync();
        var fork = Guid.NewGuid();

        // The entry before the last step is the model's receipt, which another definition must not use.
        await _bench.Agent().ForkAsync(_bench.RunId, await FindStepAsync(3) - 1, fork, With("Bold."), AgentBench.Cancellation);
        var result = await _bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation);

        Assert.Equal("Bold. answer", result.Output);
        Assert.Equal(await FindStepAsync(2), (await _bench.Journal.FindAsync(fork, AgentBench.Cancellation))!.ForkedAt);
    }

    [Fact]
    public async Task Fork_MadeTwice_IsMadeAndChangedOnce()
    {
        await _bench.RunAsync();
        var fork = Guid.NewGuid();

        Assert.True(await _bench.Agent().ForkAsync(_bench.RunId, 1, fork, With("Bold."), AgentBench.Cancellation));
        Assert.False(await _bench.Agent().ForkAsync(_bench.RunId, 1, fork, With("Wild."), AgentBench.Cancellation));
        await _bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation);

        Assert.Equal("Bold.", (await _bench.Agent().ReadStateAsync(fork, null, AgentBench.Cancellation)).Definition.SystemPrompt);
    }

    [Fact]
    public async Task Fork_WhoseHostDiedBeforeItWasChanged_IsChangedByTheNextTry()
    {
        await _bench.RunAsync();
        var fork = Guid.NewGuid();
        await _bench.Journal.ForkAsync(_bench.RunId, 1, fork, AgentBench.Cancellation);

        Assert.True(await _bench.Agent().ForkAsync(_bench.RunId, 1, fork, With("Bold."), AgentBench.Cancellation));

        Assert.Equal("Bold. answer", (await _bench.Agent().ResumeAsync(fork, null, AgentBench.Cancellation)).Output);
    }

    [Fact]
    public async Task Fork_ToAnotherKind_IsRefused()
    {
        await _bench.RunAsync();

        var thrown = await Assert.ThrowsAsync<InvalidAgentException>(() =>
            _bench.Agent().ForkAsync(_bench.RunId, 1, Guid.NewGuid(), _bench.Definition with { Kind = AgentKinds.Reflection }, AgentBench.Cancellation));

        Assert.Equal(["Kind is 'reflection': a fork is of the same kind as its run, 'react'."], thrown.Problems);
    }

    [Fact]
    public async Task Replay_SameDefinition_UsesEveryResult()
    {
        await _bench.RunAsync();

        var report = await _bench.Agent().ReplayAsync(_bench.RunId, null, callsPureEffects: false, AgentBench.Cancellation);

        Assert.Equal((true, "Calm. answer", 3), (report.IsComplete, report.State.Output, report.Reused));
        Assert.Empty(report.Differences);
    }

    [Fact]
    public async Task Replay_AnotherPromptAndTheSameCalls_AsksTheModelAndUsesTheToolsResult()
    {
        await _bench.RunAsync();

        var report = await _bench.Agent().ReplayAsync(_bench.RunId, With("Bold."), callsPureEffects: true, AgentBench.Cancellation);

        Assert.Equal((true, "Bold. answer", "Calm. answer", 1), (report.IsComplete, report.State.Output, report.RecordedState.Output, report.Reused));
        Assert.Equal([("think", true), ("think", true)], report.Differences.Select(difference => (difference.Node, difference.WasCalled)));
        Assert.Single(_tool.Texts);
    }

    [Fact]
    public async Task Replay_OtherCalls_EndsBeforeAnythingOutsideIsChanged()
    {
        await _bench.RunAsync();

        var report = await _bench.Agent().ReplayAsync(_bench.RunId, With("Wild."), callsPureEffects: true, AgentBench.Cancellation);

        Assert.False(report.IsComplete);
        Assert.Equal(("act", false), (report.Differences[^1].Node, report.Differences[^1].WasCalled));
        Assert.Contains("\"other\"", report.Differences[^1].Made, StringComparison.Ordinal);
        Assert.Equal(["mail"], _tool.Texts);
    }

    [Fact]
    public async Task History_OfARun_SaysWhatCallsTook()
    {
        _tool.Work = (_, _) =>
        {
            _bench.Time.Advance(TimeSpan.FromSeconds(2));
            return Task.FromResult(Switchyard.Agents.Tools.ToolResult.Success("ok"));
        };
        await _bench.RunAsync();

        var history = await _bench.Agent().ReadHistoryAsync(_bench.RunId, 0, 100, AgentBench.Cancellation);

        var model = history.First(item => item.Item.Text == "model");
        Assert.Equal(("m", true, true), (model.Model, model.InputTokens > 0, model.OutputTokens > 0));
        Assert.Equal(TimeSpan.FromSeconds(2), history.Single(item => item.Item.Kind == JournalEntryKind.Receipt && item.Model is null).Duration);
    }
}
