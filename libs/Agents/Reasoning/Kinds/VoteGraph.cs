using Switchyard.Agents.Composition.Voting;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>
/// Asks the agents of <see cref="AgentDefinition.Agents"/> the same, side by side, and answers what enough of them say, by the rules of <see cref="VoteAgent"/>. The judge of ties is one of the
/// agents and does not vote.
/// </summary>
/// <param name="services">What agents work with.</param>
public class VoteGraph(AgentServices services) : TeamGraph(services)
{
    private const string Ask = "ask";
    private const string Decide = "decide";

    private static readonly AgentSetting s_quorum = AgentSetting.Choice("quorum", "majority", ["plurality", "majority", "two-thirds", "unanimity"], "How many equal votes an answer needs.");
    private static readonly AgentSetting s_tie = AgentSetting.Choice("tie", "fail", ["fail", "first-member", "judge", "person"], "What happens where several answers share the most votes.");
    private static readonly AgentSetting s_judge = new("judge", "", "Which of the agents decides ties under the rule 'judge'; it does not vote.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.Vote;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [s_quorum, s_tie, s_judge];

    /// <inheritdoc/>
    protected override int FewestAgents => 2;

    /// <inheritdoc/>
    public override IEnumerable<string> Check(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var (judge, byJudge) = (s_judge.TextOf(definition), s_tie.TextOf(definition) == "judge");
        IEnumerable<string> ofJudge = byJudge && judge.Length == 0 ? ["Setting 'tie' is 'judge', and 'judge' names nobody: give the agent that decides."]
            : !byJudge && judge.Length > 0 ? [$"Setting 'judge' is '{judge}', who decides nothing: set 'tie' to 'judge', or leave 'judge' out."]
            : byJudge && !definition.Agents.Contains(judge) ? [$"Setting 'judge' is '{judge}', which is none of the agents: name it among them too."]
            : byJudge && definition.Agents.Count < FewestAgents + 1 ? [$"Agents has {definition.Agents.Count}, the judge included: a vote needs at least {FewestAgents} beside it."]
            : [];
        return [.. base.Check(definition), .. ofJudge];
    }

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddNode(graph, Ask, AskAsync);
        AddNode(graph, Decide, DecideAsync);
        graph.SetEntry(Ask);
        AddEdge(graph, Ask, Decide);
        graph.AddEdge(Decide, StateGraph.End);
    }

    /// <summary>Has the agents vote, and counts.</summary>
    protected virtual async ValueTask<AgentState> AskAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var judge = s_judge.TextOf(state.Definition);
        string[] voters = [.. state.Definition.Agents.Where(agent => agent != judge)];
        var task = new AgentTask(state.Input) { History = HistoryOf(state) };
        var (asked, outcomes) = await CallAgentsAsync(context, state, voters, task, takesHandoffs: false, cancellationToken).ConfigureAwait(false);
        if (asked.Error is not null)
        {
            return asked;
        }

        var verdict = VoteVerdict.Of([.. voters.Zip(outcomes, ToVote)], outcomes.Select(outcome => outcome.Error).OfType<string>(), OptionsOf(state.Definition));
        return verdict.Error is { } error ? asked with { Error = error }
            : verdict.Winner is { } winner ? Answer(asked, winner.Result.Output!)
            : asked with { Candidates = verdict.Tied };
    }

    /// <summary>Decides among the answers that share the most votes: by the judge, or by a person, for whom the run waits.</summary>
    protected virtual async ValueTask<AgentState> DecideAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(state);
        var (judge, tied) = (s_judge.TextOf(state.Definition), state.Candidates!);
        if (judge.Length == 0)
        {
            return Answer(state, await context.AskAsync(VoteTie.QuestionOf(state.Input), tied, cancellationToken).ConfigureAwait(false));
        }

        var task = new AgentTask(VoteTie.TaskOf(state.Input, tied)) { History = HistoryOf(state) };
        var (asked, outcomes) = await CallAgentsAsync(context, state, [judge], task, takesHandoffs: false, cancellationToken).ConfigureAwait(false);
        return asked.Error is not null ? asked
            : outcomes[0].Error is { } error ? asked with { Error = error }
            : VoteTie.Choose(tied, outcomes[0].Output, new VoteOptions().Normalize) is { } chosen ? Answer(asked, chosen)
            : asked with { Error = VoteTie.NoneChosen(judge, tied) };
    }

    private static VoteOptions OptionsOf(AgentDefinition definition) => new()
    {
        Quorum = s_quorum.TextOf(definition) switch
        {
            "plurality" => QuorumRule.Plurality,
            "two-thirds" => QuorumRule.TwoThirds,
            "unanimity" => QuorumRule.Unanimity,
            _ => QuorumRule.Majority,
        },
        Tie = s_tie.TextOf(definition) switch
        {
            "first-member" => TieRule.FirstMember,
            "judge" => TieRule.Judge,
            "person" => TieRule.Person,
            _ => TieRule.Fail,
        },
    };

    private static CastVote ToVote(string member, ToolCallOutcome outcome) => new(member, new AgentResult
    {
        RunId = Guid.Empty,
        Status = outcome.Error is null ? RunStatus.Completed : RunStatus.Failed,
        Output = outcome.Error is null ? outcome.Output : null,
        Error = outcome.Error,
    });

    private static AgentState Answer(AgentState state, string answer) => state.With(new ChatMessage { Role = "assistant", Content = answer }) with { Output = answer };
}
