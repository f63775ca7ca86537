using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Tests.Composition;

/// <summary>What tests of agents that call others have in common.</summary>
internal static class CompositionBench
{
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static MemoryRunJournal NewJournal() => new(TimeProvider.System);

    public static Task<AgentResult> AskAsync(IAgent agent, string input = "What is 6*7?") => agent.RunAsync(new AgentTask(input), Cancellation);

    /// <summary>An agent that waits for a person: its members disagree, and a person decides between "yes" and "no".</summary>
    public static VoteAgent Undecided(string name, IRunJournal journal) => new(
        name,
        "Cannot decide.",
        [new ScriptedAgent(name + "-yes", "yes"), new ScriptedAgent(name + "-no", "no")],
        new VoteOptions { Tie = TieRule.Person },
        journal);

    public static PersonRequest OnlyRequest(AgentResult result)
    {
        Assert.Equal(RunStatus.Waiting, result.Status);
        return Assert.Single(result.Waiting);
    }
}
