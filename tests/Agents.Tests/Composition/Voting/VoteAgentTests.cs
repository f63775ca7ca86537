using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Definitions;

namespace Switchyard.Agents.Tests.Composition.Voting;

public sealed class VoteAgentTests
{
    [Fact]
    public async Task Vote_MostSayTheSame_IsTheAnswer()
    {
        var result = await AskAsync(new VoteOptions(), "It is 42.", "it  is 42", "41");

        Assert.True(result.IsSuccess);
        Assert.Equal("It is 42.", result.Output);
        Assert.Equal(("scripted", "script"), (result.Backend, result.Model));
    }

    [Fact]
    public async Task Vote_UsageOfAll_AddsUpAndTimePassesOnce()
    {
        var result = await AskAsync(new VoteOptions(), "a", "a", "a");

        Assert.Equal(new AgentUsage { ModelCalls = 3, InputTokens = 30, OutputTokens = 6, Cost = 1.5m }, result.Usage);
        Assert.Equal(TimeSpan.FromSeconds(1), result.Latency);
    }

    [Theory]
    [InlineData(QuorumRule.Plurality, true)]
    [InlineData(QuorumRule.Majority, false)]
    public async Task Vote_TwoOfFive_ReachesPluralityAlone(QuorumRule quorum, bool isAnswer)
    {
        var result = await AskAsync(new VoteOptions { Quorum = quorum }, "a", "a", "b", "c", "d");

        Assert.Equal(isAnswer, result.IsSuccess);
        Assert.Equal(isAnswer ? null : "No answer has the 3 of 5 votes that Majority needs; the best has 2.", result.Error);
    }

    [Theory]
    [InlineData(QuorumRule.TwoThirds, true)]
    [InlineData(QuorumRule.Unanimity, false)]
    public async Task Vote_TwoOfThree_AreTwoThirds(QuorumRule quorum, bool isAnswer) =>
        Assert.Equal(isAnswer, (await AskAsync(new VoteOptions { Quorum = quorum }, "a", "a", "b")).IsSuccess);

    [Fact]
    public async Task Vote_OneMemberFails_OthersVotesCount()
    {
        var result = await CompositionBench.AskAsync(Create(
            new VoteOptions(),
            new ScriptedAgent("first", "42"),
            new ScriptedAgent("second", _ => throw new InvalidOperationException("broken")),
            new ScriptedAgent("third", "42")));

        Assert.Equal("42", result.Output);
    }

    [Fact]
    public async Task Vote_FailedMembers_DoNotMakeTheQuorumSmaller()
    {
        var result = await CompositionBench.AskAsync(Create(
            new VoteOptions(), new ScriptedAgent("first", "42"), new ScriptedAgent("second", _ => throw new InvalidOperationException("broken")), new ScriptedAgent("third", _ => ScriptedAgent.Fail("tired"))));

        Assert.Equal(
            "No answer has the 2 of 3 votes that Majority needs; the best has 1. 'second' did not answer: broken. 'third' did not answer: tired.", result.Error);
    }

    [Fact]
    public async Task Vote_TieWithoutRule_HasNoAnswer() =>
        Assert.Equal("2 answers have 1 votes each: \"a\", \"b\".", (await AskAsync(new VoteOptions(), "a", "b")).Error);

    [Fact]
    public async Task Vote_TieByFirstMember_TakesTheFirst() =>
        Assert.Equal("b", (await AskAsync(new VoteOptions { Tie = TieRule.FirstMember }, "b", "a", "a", "b")).Output);

    [Theory]
    [InlineData("B.", "b", null)]
    [InlineData("c", null, "'judge' chose none of the answers: \"a\", \"b\".")]
    public async Task Vote_TieByJudge_TakesOneOfTheAnswers(string said, string? output, string? error)
    {
        var judge = new ScriptedAgent("judge", said);

        var result = await AskAsync(new VoteOptions { Tie = TieRule.Judge, Judge = judge }, "a", "b");

        Assert.Equal((output, error), (result.Output, result.Error));
        Assert.Equal(3, result.Usage.ModelCalls);
        Assert.Contains("\"a\", \"b\"", Assert.Single(judge.Tasks).Input, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vote_TieByPerson_WaitsForTheChoice()
    {
        var agent = CompositionBench.Undecided("vote", CompositionBench.NewJournal());
        var waiting = await CompositionBench.AskAsync(agent);
        var request = CompositionBench.OnlyRequest(waiting);

        await agent.AnswerAsync(waiting.RunId, request.Key, "no", CompositionBench.Cancellation);
        var result = await agent.RunAsync(new AgentTask("What is 6*7?") { RunId = waiting.RunId }, CompositionBench.Cancellation);

        Assert.Equal(["yes", "no"], request.Choices);
        Assert.Equal(waiting.RunId, request.RunId);
        Assert.Equal("no", result.Output);
    }

    [Fact]
    public async Task Vote_CallersBudget_IsSharedByTheMembers()
    {
        var members = Voters("a", "a");
        var budget = new AgentBudget { MaxIterations = 10, MaxTokens = 1000, MaxCost = 4, MaxTime = TimeSpan.FromMinutes(1) };

        await Create(new VoteOptions(), members).RunAsync(new AgentTask("?") { Budget = budget }, CompositionBench.Cancellation);

        Assert.All(members, member => Assert.Equal(new AgentBudget { MaxIterations = 5, MaxTokens = 500, MaxCost = 2, MaxTime = TimeSpan.FromMinutes(1) }, Assert.Single(member.Tasks).Budget));
    }

    [Fact]
    public void Create_WithWhatCannotVote_IsRefused()
    {
        var journal = CompositionBench.NewJournal();

        Assert.Throws<ArgumentException>(() => new VoteAgent("vote", "", Voters("a"), new VoteOptions(), journal));
        Assert.Throws<ArgumentException>(() => new VoteAgent("vote", "", [new ScriptedAgent("a", "x"), new ScriptedAgent("a", "x")], new VoteOptions(), journal));
        Assert.Throws<ArgumentException>(() => new VoteAgent("vote", "", Voters("a", "b"), new VoteOptions { Tie = TieRule.Judge }, journal));
        Assert.Throws<ArgumentException>(() => new VoteAgent("Vote!", "", Voters("a", "b"), new VoteOptions(), journal));
    }

    private static Task<AgentResult> AskAsync(VoteOptions options, params string[] answers) => CompositionBench.AskAsync(Create(options, Voters(answers)));

    private static ScriptedAgent[] Voters(params string[] answers) => [.. answers.Select((answer, index) => new ScriptedAgent($"voter-{index + 1}", answer))];

    private static VoteAgent Create(VoteOptions options, params ScriptedAgent[] members) => new("vote", "Votes.", members, options, CompositionBench.NewJournal());
}
