using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Supervision;

/// <summary>
/// A supervisor that has specialists do parts of the work, side by side where it names several, until it has an answer. A specialist's failure is told to the
/// supervisor, which decides what to do about it.
/// </summary>
public sealed class SupervisorAgent : CompositeAgent
{
    private const string Supervise = "supervise";
    private const string Delegate = "delegate";

    private readonly IAgent _supervisor;
    private readonly IReadOnlyList<IAgent> _specialists;
    private readonly MemberSet _members;
    private readonly int _maxRounds;

    /// <summary>Initializes a new instance of the <see cref="SupervisorAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="supervisor">Who decides; its answers are the JSON it is asked for, or an answer as it is.</param>
    /// <param name="specialists">Who does the work, at least one; their descriptions tell the supervisor what for.</param>
    /// <param name="maxRounds">How often the supervisor may be asked in one run, from 1.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="hooks">The hooks that see, change, refuse or replace the workflow; <see cref="HookPipeline.Empty"/> for none.</param>
    /// <exception cref="ArgumentException">There is no specialist, or two agents have one name.</exception>
    public SupervisorAgent(string name, string description, IAgent supervisor, IReadOnlyList<IAgent> specialists, int maxRounds, IRunJournal journal, HookPipeline hooks)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(supervisor);
        ArgumentNullException.ThrowIfNull(specialists);
        ArgumentNullException.ThrowIfNull(hooks);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRounds, 1);
        if (specialists.Count == 0)
        {
            throw new ArgumentException($"'{name}' has no specialists: give it at least one.", nameof(specialists));
        }

        (_supervisor, _specialists, _maxRounds) = (supervisor, specialists, maxRounds);
        _members = new MemberSet(name, [supervisor, .. specialists]);
        var graph = new StateGraph<SupervisorState>(name, CompositionJson.Default.SupervisorState) { StepLimit = 2 * maxRounds + 1 }
            .SetEntry(Supervise)
            .AddNode(Supervise, DecideAsync)
            .AddConditionalEdge(Supervise, static state => state.Open.Count > 0 ? Delegate : state.Mistake is null ? StateGraph.End : Supervise, Delegate, Supervise, StateGraph.End)
            .AddNode(Delegate, DelegateAsync)
            .AddEdge(Delegate, Supervise);
        Runs = new CompositionRuns<SupervisorState>(this, graph.Compile(), _members, SupervisorState.Of, journal, hooks);
    }

    private protected override ICompositionRuns Runs { get; }

    private async ValueTask<SupervisorState> DecideAsync(NodeContext context, SupervisorState state, CancellationToken cancellationToken)
    {
        var problem = state.Round >= _maxRounds ? $"The supervisor did not come to an answer within {_maxRounds} rounds." : BudgetShare.FindExcess(state);
        if (problem is not null)
        {
            return CompositionState.Fail(state with { Mistake = null }, problem);
        }

        var task = _members.TaskOf(state) with { Input = SupervisorPrompt.Write(state, _specialists) };
        var result = await _members.AskAsync(context, _supervisor.Name, task, cancellationToken).ConfigureAwait(false);
        state = CompositionState.Count(state, result) with { Round = state.Round + 1, Mistake = null };
        return result.IsSuccess ? Decide(state, result) : CompositionState.Answer(state, _supervisor.Name, result);
    }

    private SupervisorState Decide(SupervisorState state, AgentResult result)
    {
        var decision = SupervisorDecision.Read(result.Output ?? "", out var mistake);
        if (mistake is null && decision.Delegate is { Count: > 0 } open)
        {
            var problem = open.Select(FindProblem).FirstOrDefault(problem => problem is not null);
            return problem is null ? state with { Open = open } : state with { Mistake = problem };
        }

        return mistake is null && decision.Answer is { } answer
            ? CompositionState.Answer(state, _supervisor.Name, result with { Output = answer })
            : state with { Mistake = mistake ?? "That had neither work to delegate nor an answer." };
    }

    private string? FindProblem(Delegation part) =>
        _specialists.All(specialist => specialist.Name != part.To) ? $"There is no specialist '{part.To}'."
        : string.IsNullOrWhiteSpace(part.Task) ? $"The work for '{part.To}' does not say what to do."
        : null;

    private async ValueTask<SupervisorState> DelegateAsync(NodeContext context, SupervisorState state, CancellationToken cancellationToken)
    {
        if (BudgetShare.FindExcess(state) is not null)
        {
            // The supervisor's node says so.
            return state with { Open = [] };
        }

        var task = _members.TaskOf(state, state.Open.Count);
        var results = await Task.WhenAll(state.Open.Select(part => _members.AskAsync(context, part.To, task with { Input = part.Task, History = [] }, cancellationToken))).ConfigureAwait(false);
        return CompositionState.Count(state, results) with
        {
            Open = [],
            Reports = [.. state.Reports, .. state.Open.Zip(results, static (part, result) => ReportOf(part, result))],
        };
    }

    private static Report ReportOf(Delegation part, AgentResult result) =>
        new(part.To, part.Task, result.Output, CompositionState.FindError(part.To, result));
}
