using System.Collections.Frozen;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition;

/// <summary>The agents that another one calls. Each call is an idempotent effect of the caller's run, whose key names the member's run.</summary>
internal sealed class MemberSet
{
    private const string EffectPrefix = "agent:";

    private readonly string _caller;
    private readonly FrozenDictionary<string, IAgent> _byName;

    /// <exception cref="ArgumentException">Two members have one name, or one has the caller's.</exception>
    public MemberSet(string caller, IEnumerable<IAgent> members)
    {
        _caller = caller;
        All = [.. members];
        if (All.Select(member => AgentName.Check(member.Name)).Append(caller).GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two agents of '{caller}', itself included, are named '{twice.Key}'; give one of them another name.", nameof(members));
        }

        _byName = All.ToFrozenDictionary(member => member.Name);
    }

    public IReadOnlyList<IAgent> All { get; }

    public RunObservers Observers { get; } = new();

    /// <summary>Makes what members are asked on behalf of a run.</summary>
    /// <param name="state">The run.</param>
    /// <param name="sideBySide">How many are asked at once and share what the budget leaves.</param>
    public AgentTask TaskOf(CompositionState state, int sideBySide = 1) => state.Task with
    {
        RunId = Guid.Empty,
        CallPath = [.. state.Task.CallPath, _caller],
        Budget = BudgetShare.Of(state, sideBySide),
    };

    /// <summary>Asks a member. What it cannot do is a result with an error, its exceptions included: the other members' work is not lost.</summary>
    public async Task<AgentResult> AskAsync(NodeContext context, string member, AgentTask task, CancellationToken cancellationToken)
    {
        if (CallPaths.FindProblem(task.CallPath, member) is { } problem)
        {
            return Failure(problem);
        }

        try
        {
            return await context.EffectAsync(EffectOf(_byName[member], context.RunId), task, cancellationToken).ConfigureAwait(false);
        }
        catch (EffectFailedException failure)
        {
            return Failure(failure.Error);
        }
    }

    /// <summary>Gets the member that an effect under way calls, where its runs can be answered and ended.</summary>
    public IDurableAgent? FindDurable(EffectUnderWay effect) =>
        effect.Name.StartsWith(EffectPrefix, StringComparison.Ordinal) ? _byName.GetValueOrDefault(effect.Name[EffectPrefix.Length..]) as IDurableAgent : null;

    /// <summary>Gets the name of the effect that calls a member.</summary>
    public static string EffectNameOf(IAgent member) => EffectPrefix + member.Name;

    private static AgentResult Failure(string error) => new() { RunId = Guid.Empty, Status = RunStatus.Failed, Error = error };

    private Effect<AgentTask, AgentResult> EffectOf(IAgent member, Guid runId) => new()
    {
        Name = EffectNameOf(member),
        Class = EffectClass.Idempotent,
        ArgumentsType = CompositionJson.Default.AgentTask,
        ResultType = CompositionJson.Default.AgentResult,
        RunAsync = (call, cancellationToken) =>
        {
            var memberRunId = MemberRuns.IdOf(call.OwnKey);
            return MemberRuns.RunAsync(member, call.Arguments with { RunId = memberRunId, OnEvent = Observers.OfMember(runId, member.Name, memberRunId) }, cancellationToken);
        },
    };
}
