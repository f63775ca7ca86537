using Switchyard.Agents.Graphs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Voting;

/// <summary>Asks several agents the same, side by side, and answers with what enough of them say. A member that fails does not vote; the others' votes count.</summary>
public sealed class VoteAgent : CompositeAgent
{
    private const string Open = "open-vote";
    private const string Count = "count-votes";
    private const string Decide = "decide-tie";

    private readonly MemberSet _members;
    private readonly VoteOptions _options;
    private readonly int _voters;

    /// <summary>Initializes a new instance of the <see cref="VoteAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="members">Who votes, at least two.</param>
    /// <param name="options">How votes are counted.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <exception cref="ArgumentException">There are fewer than two members, two have one name, or a judge is missing.</exception>
    public VoteAgent(string name, string description, IReadOnlyList<IAgent> members, VoteOptions options, IRunJournal journal)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(options);
        if (members.Count < 2)
        {
            throw new ArgumentException($"'{name}' has {members.Count} member(s): a vote has at least two.", nameof(members));
        }

        if ((options.Tie == TieRule.Judge) != (options.Judge is not null))
        {
            throw new ArgumentException($"'{name}' decides ties by the rule {options.Tie}: set a Judge with TieRule.Judge, and only with it.", nameof(options));
        }

        (_options, _voters) = (options, members.Count);
        _members = new MemberSet(name, options.Judge is { } judge ? [.. members, judge] : members);
        Runs = new CompositionRuns<VoteState>(this, BuildGraph(members).Compile(), _members, VoteState.Of, journal, options.Hooks);
    }

    private protected override ICompositionRuns Runs { get; }

    private StateGraph<VoteState> BuildGraph(IReadOnlyList<IAgent> members)
    {
        var graph = new StateGraph<VoteState>(Name, CompositionJson.Default.VoteState)
            .SetEntry(Open)
            .AddNode(Open, static (_, state, _) => ValueTask.FromResult(state))
            .AddFanOut(Open, [.. members.Select(member => member.Name)], new StateReducer<VoteState>().Append(static state => state.Votes, static (state, votes) => state with { Votes = votes }).ToReducer())
            .AddNode(Count, CountAsync)
            .AddConditionalEdge(Count, static state => state.Tied.Count > 0 ? Decide : StateGraph.End, Decide, StateGraph.End)
            .AddNode(Decide, DecideAsync)
            .AddEdge(Decide, StateGraph.End);
        foreach (var member in members)
        {
            graph.AddNode(member.Name, (context, state, cancellationToken) => VoteAsync(context, state, member, cancellationToken)).AddEdge(member.Name, Count);
        }

        return graph;
    }

    private async ValueTask<VoteState> VoteAsync(NodeContext context, VoteState state, IAgent member, CancellationToken cancellationToken)
    {
        var result = await _members.AskAsync(context, member.Name, _members.TaskOf(state, _voters), cancellationToken).ConfigureAwait(false);
        return state with { Votes = [.. state.Votes, new CastVote(member.Name, result)] };
    }

    private ValueTask<VoteState> CountAsync(NodeContext context, VoteState state, CancellationToken cancellationToken)
    {
        state = CompositionState.Count(state, [.. state.Votes.Select(vote => vote.Result)]);
        var failures = state.Votes.Select(vote => CompositionState.FindError(vote.Member, vote.Result)).OfType<string>();
        var verdict = VoteVerdict.Of(state.Votes, failures, _options);
        return ValueTask.FromResult(verdict.Error is { } error ? CompositionState.Fail(state, error)
            : verdict.Winner is { } winner ? CompositionState.Answer(state, winner.Member, winner.Result)
            : state with { Tied = verdict.Tied });
    }

    private async ValueTask<VoteState> DecideAsync(NodeContext context, VoteState state, CancellationToken cancellationToken)
    {
        if (_options.Judge is not { } judge)
        {
            return state with { Output = await context.AskAsync(VoteTie.QuestionOf(state.Task.Input), state.Tied, cancellationToken).ConfigureAwait(false) };
        }

        if (BudgetShare.FindExcess(state) is { } excess)
        {
            return CompositionState.Fail(state, excess);
        }

        var task = _members.TaskOf(state) with { Input = VoteTie.TaskOf(state.Task.Input, state.Tied) };
        var result = await _members.AskAsync(context, judge.Name, task, cancellationToken).ConfigureAwait(false);
        return Judge(CompositionState.Count(state, result), judge, result);
    }

    private VoteState Judge(VoteState state, IAgent judge, AgentResult result)
    {
        var chosen = VoteTie.Choose(state.Tied, result.Output, _options.Normalize);
        return result.IsSuccess && chosen is null
            ? CompositionState.Fail(state, VoteTie.NoneChosen(judge.Name, state.Tied))
            : CompositionState.Answer(state, judge.Name, result with { Output = chosen });
    }
}
