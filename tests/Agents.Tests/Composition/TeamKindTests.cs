using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>The kinds of agents that are agents over others: supervisor, vote, handoff and swarm.</summary>
public sealed class TeamKindTests : IDisposable
{
    private readonly MemoryRunJournal _journal = CompositionBench.NewJournal();
    private readonly ScriptedChatClient _model = new(ScriptedAnswer.Call("clerk", """{"task":"Note it."}"""), ScriptedAnswer.Say("Done."));

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Supervisor_IsToldWhomItLeads()
    {
        var result = await CompositionBench.AskAsync(Create(AgentKinds.Supervisor, [], new ScriptedAgent("clerk", "Noted.")));

        Assert.Equal("Done.", result.Output);
        Assert.Contains("- clerk: Is clerk.\n", _model.Requests.First()[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Supervisor_OverItsRounds_Ends()
    {
        var looping = new ScriptedChatClient(Enumerable.Range(1, 5).Select(number => ScriptedAnswer.Call("clerk", $$"""{"task":"Note {{number}}."}""")).ToArray());
        var clerk = new ScriptedAgent("clerk", _ => ScriptedAgent.Say(Guid.NewGuid().ToString()));

        var result = await CompositionBench.AskAsync(Create(AgentKinds.Supervisor, [("maxRounds", "2")], looping, clerk));

        Assert.Equal("The supervisor did not come to an answer within 2 rounds.", result.Error);
        Assert.Equal(2, clerk.Runs);
    }

    [Fact]
    public async Task Vote_EnoughSayTheSame_IsTheAnswerAndUsageAddsUp()
    {
        var result = await CompositionBench.AskAsync(Create(AgentKinds.Vote, [], new ScriptedAgent("a", "42"), new ScriptedAgent("b", "41"), new ScriptedAgent("c", "42.")));

        Assert.Equal("42", result.Output);
        Assert.Equal((3, 30L, 1.5m), (result.Usage.ModelCalls, result.Usage.InputTokens, result.Usage.Cost));
        Assert.Empty(_model.Requests);
    }

    [Theory]
    [InlineData(AgentKinds.Vote, "")]
    [InlineData(AgentKinds.Supervisor, "a, b")]
    public void SelectTools_OfATeam_AreThoseThatAModelIsShown(string kind, string shown) =>
        Assert.Equal(shown, string.Join(", ", Create(kind, [], new ScriptedAgent("a", "42"), new ScriptedAgent("b", "42")).SelectTools("What is it?").Select(tool => tool.Definition.Name)));

    [Fact]
    public async Task Vote_TooFewSayTheSame_SaysWhyNot()
    {
        var result = await CompositionBench.AskAsync(Create(AgentKinds.Vote, [("quorum", "unanimity")], new ScriptedAgent("a", "42"), new ScriptedAgent("b", "42"), new ScriptedAgent("c", _ => ScriptedAgent.Fail("tired"))));

        Assert.Equal("No answer has the 3 of 3 votes that Unanimity needs; the best has 2. 'c' did not answer: tired.", result.Error);
    }

    [Fact]
    public async Task Vote_TieByAJudge_AsksTheOneThatDoesNotVote()
    {
        var judge = new ScriptedAgent("judge", "no");
        var result = await CompositionBench.AskAsync(Create(AgentKinds.Vote, [("tie", "judge"), ("judge", "judge")], new ScriptedAgent("a", "yes"), new ScriptedAgent("b", "No."), judge));

        Assert.Equal("No.", result.Output);
        Assert.Contains("""Several answers were given: "yes", "No.".""", Assert.Single(judge.Tasks).Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vote_TieByAPerson_WaitsAndGoesOnElsewhereWithoutAskingAgain()
    {
        var (a, b) = (new ScriptedAgent("a", "yes"), new ScriptedAgent("b", "no"));
        var task = new AgentTask("Shall we?");

        var request = CompositionBench.OnlyRequest(await Create(AgentKinds.Vote, [("tie", "person")], a, b).RunAsync(task, CompositionBench.Cancellation));
        var later = Create(AgentKinds.Vote, [("tie", "person")], a, b);
        await later.AnswerAsync(task.RunId, request.Key, "no", CompositionBench.Cancellation);
        var result = await later.RunAsync(task, CompositionBench.Cancellation);

        Assert.Equal(["yes", "no"], request.Choices);
        Assert.Equal("no", result.Output);
        Assert.Equal((1, 1), (a.Runs, b.Runs));
    }

    [Fact]
    public async Task Vote_InAConversation_MembersHaveIt()
    {
        var (a, b) = (new ScriptedAgent("a", "yes"), new ScriptedAgent("b", "yes"));
        var history = new ChatMessage { Role = "user", Content = "It is about the bridge." };

        await Create(AgentKinds.Vote, [], a, b).RunAsync(new AgentTask("Shall we?") { History = [history] }, CompositionBench.Cancellation);

        Assert.Equal(("Shall we?", "It is about the bridge."), (Assert.Single(a.Tasks).Input, Assert.Single(a.Tasks.First().History).Content!.ToText()));
    }

    [Fact]
    public async Task Handoff_NextAgent_HasConversationAndAnswersInItsPlace()
    {
        var billing = new ScriptedAgent("billing", "Paid back.");
        var desk = new ScriptedAgent("desk", _ => ScriptedAgent.HandOver("billing", "Pay back order 7."));

        var result = await CompositionBench.AskAsync(Create(AgentKinds.Handoff, [], desk, billing, new ScriptedAgent("travel", "?")), "I want my money back.");

        Assert.Equal("Paid back.", result.Output);
        var next = Assert.Single(billing.Tasks);
        Assert.Equal(("Pay back order 7.", "I want my money back."), (next.Input, Assert.Single(next.History).Content!.ToText()));
        Assert.Equal(2, result.Usage.ModelCalls);
    }

    [Theory]
    [InlineData("handoff", "desk: travel", "'desk' wanted to hand over to 'billing', which it may not; it may to: travel.")]
    [InlineData("handoff", "desk: billing; billing: desk", "The agents handed over 2 times without an answer.")]
    [InlineData("swarm", null, "The agents handed over 2 times without an answer.")]
    public async Task Handoff_OutsideTheRules_Ends(string kind, string? routes, string error)
    {
        (string, string)[] settings = routes is null ? [("maxHandoffs", "2")] : [("maxHandoffs", "2"), ("routes", routes)];

        var result = await CompositionBench.AskAsync(Create(kind, settings,
            new ScriptedAgent("desk", _ => ScriptedAgent.HandOver("billing", "")), new ScriptedAgent("billing", _ => ScriptedAgent.HandOver("desk", "")), new ScriptedAgent("travel", "?")));

        Assert.Equal(error, result.Error);
    }

    [Theory]
    [InlineData("supervisor", "", "", "Agents is empty: kind 'supervisor' needs at least one to lead.")]
    [InlineData("vote", "a", "", "Agents has 1: kind 'vote' needs at least 2.")]
    [InlineData("swarm", "a a", "", "Agents names one twice: each works once.")]
    [InlineData("vote", "a b", "quorum=most", "Setting 'quorum' is 'most': give one of plurality, majority, two-thirds, unanimity.")]
    [InlineData("vote", "a b", "tie=judge", "Setting 'tie' is 'judge', and 'judge' names nobody: give the agent that decides.")]
    [InlineData("vote", "a b", "judge=a", "Setting 'judge' is 'a', who decides nothing: set 'tie' to 'judge', or leave 'judge' out.")]
    [InlineData("vote", "a b", "tie=judge judge=c", "Setting 'judge' is 'c', which is none of the agents: name it among them too.")]
    [InlineData("vote", "a b", "tie=judge judge=a", "Agents has 2, the judge included: a vote needs at least 2 beside it.")]
    [InlineData("handoff", "a b", "routes=a", "Setting 'routes' has 'a' without a ':' and those it may hand over to: write 'routes: \"first: second, third\"'.")]
    [InlineData("handoff", "a b", "routes=a:c", "Setting 'routes' names 'c', which is none of the agents: a, b.")]
    [InlineData("handoff", "a b", "routes=a:a", "Setting 'routes' has 'a' hand over to itself.")]
    [InlineData("handoff", "a b", "routes=a:b;a:b", "Setting 'routes' has 'a' twice: write all that it may hand over to once.")]
    [InlineData("swarm", "a b", "maxHandoffs=0", "Setting 'maxHandoffs' is '0': give a whole number from 1 to 50.")]
    public void Check_WhatIsWrongWithATeam_IsSaid(string kind, string agents, string settings, string problem)
    {
        var definition = new AgentDefinition
        {
            Id = "team",
            Kind = kind,
            Agents = agents.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            Settings = settings.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(setting => setting.Split('=')).ToDictionary(parts => parts[0], parts => parts[1]),
        };

        Assert.Equal([problem], new AgentGraphs().Check(definition, new AgentServices { Model = _model, Tools = new ToolBox([]) }));
    }

    [Fact]
    public async Task Team_WithoutTheToolOfAnAgent_SaysWhatToGive()
    {
        var definition = new AgentDefinition { Id = "team", Kind = AgentKinds.Vote, Agents = ["a", "b"] };
        var agent = new GraphAgent(definition, new AgentServices { Model = _model, Tools = new ToolBox([]) }, _journal, new AgentGraphs());

        Assert.Equal("There is no agent 'a' here: whoever makes 'team' has to give it an AgentTool for each of its agents.", (await CompositionBench.AskAsync(agent)).Error);
    }

    private GraphAgent Create(string kind, (string Name, string Value)[] settings, params ScriptedAgent[] members) => Create(kind, settings, _model, members);

    private GraphAgent Create(string kind, (string Name, string Value)[] settings, ScriptedChatClient model, params ScriptedAgent[] members) => new(
        new AgentDefinition { Id = "team", Kind = kind, Agents = [.. members.Select(member => member.Name)], Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value) },
        new AgentServices { Model = model, Tools = new ToolBox([.. members.Select(member => new AgentTool(member, TimeSpan.FromMinutes(1), HookPipeline.Empty))]) },
        _journal,
        new AgentGraphs());
}
