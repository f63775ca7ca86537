using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Hooks;

namespace Switchyard.Agents.Tests.Composition.Handoffs;

public sealed class SwarmAgentTests
{
    [Fact]
    public async Task Swarm_AnyToAny_UntilOneAnswers()
    {
        var first = new ScriptedAgent("first", _ => ScriptedAgent.HandOver("third", "look"));
        var second = new ScriptedAgent("second", "done");
        var third = new ScriptedAgent("third", _ => ScriptedAgent.HandOver("second", "finish"));

        var result = await CompositionBench.AskAsync(new SwarmAgent("swarm", "", [first, second, third], 5, CompositionBench.NewJournal(), HookPipeline.Empty));

        Assert.Equal("done", result.Output);
        Assert.Equal(["What is 6*7?", "look"], Assert.Single(second.Tasks).History.Select(message => message.Content!.ToText()));
    }

    [Fact]
    public async Task Swarm_WithoutAnswer_EndsAtTheRounds()
    {
        var first = new ScriptedAgent("first", _ => ScriptedAgent.HandOver("second", ""));
        var second = new ScriptedAgent("second", _ => ScriptedAgent.HandOver("first", ""));

        var result = await CompositionBench.AskAsync(new SwarmAgent("swarm", "", [first, second], 4, CompositionBench.NewJournal(), HookPipeline.Empty));

        Assert.Equal("The agents handed over 3 times without an answer.", result.Error);
        Assert.Equal(4, first.Runs + second.Runs);
    }

    [Fact]
    public void Create_OneMember_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new SwarmAgent("swarm", "", [new ScriptedAgent("first", "x")], 5, CompositionBench.NewJournal(), HookPipeline.Empty));
}
