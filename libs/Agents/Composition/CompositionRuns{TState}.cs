using System.Text.Json;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition;

/// <summary>Runs a graph whose nodes call agents. Answers and cancellations that are for a member's run find their way to it.</summary>
internal sealed class CompositionRuns<TState> : ICompositionRuns
    where TState : CompositionState
{
    private readonly IAgent _agent;
    private readonly CompiledGraph<TState> _graph;
    private readonly MemberSet _members;
    private readonly Func<AgentTask, TState> _begin;
    private readonly GraphRunner<TState> _runner;
    private readonly CalledMembers _called;

    /// <param name="agent">The agent whose runs they are.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="members">The agents that its nodes call.</param>
    /// <param name="begin">Makes a run's first state of what is asked.</param>
    /// <param name="journal">Where runs are written down.</param>
    public CompositionRuns(IAgent agent, CompiledGraph<TState> graph, MemberSet members, Func<AgentTask, TState> begin, IRunJournal journal)
    {
        (_agent, _graph, _members, _begin) = (agent, graph, members, begin);
        _runner = new GraphRunner<TState>(graph, journal, new GraphRunnerOptions());
        _called = new CalledMembers(_runner.ReadUnderWayAsync, members.FindDurable);
    }

    public string Name => _agent.Name;

    public string Description => _agent.Description;

    public string ToMermaid() => _graph.ToMermaid();

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var watching = _members.Observers.Watch(task.RunId, task.OnEvent);
        await _runner.CreateAsync(task.RunId, _begin(task with { OnEvent = null }), task.User, cancellationToken).ConfigureAwait(false);
        return ResultOf(await _runner.ResumeAsync(task.RunId, cancellationToken).ConfigureAwait(false));
    }

    public async Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        var result = ResultOf(await _runner.ReadAsync(runId, cancellationToken).ConfigureAwait(false));
        if (result.Status != RunStatus.Waiting)
        {
            return result;
        }

        return result with { Waiting = [.. result.Waiting, .. await _called.ReadWaitingAsync(runId, cancellationToken).ConfigureAwait(false)] };
    }

    public async Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default)
    {
        if (await _called.FindWaitingAsync(runId, key, cancellationToken).ConfigureAwait(false) is { } member)
        {
            await member.Agent.AnswerAsync(member.RunId, key, answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _runner.AnswerAsync(runId, key, answer, cancellationToken).ConfigureAwait(false);
    }

    public async Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default)
    {
        if (await _called.FindWaitingAsync(runId, key, cancellationToken).ConfigureAwait(false) is { } member)
        {
            await member.Agent.ResolveAsync(member.RunId, key, answer, result, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Calls of members are idempotent: what nobody knows of is an action of a saga.
        var outcome = result is null ? null : JsonSerializer.Serialize(new SagaOutcome(result), CompositionJson.Default.SagaOutcome);
        await _runner.ResolveAsync(runId, key, answer, outcome, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        (await _runner.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false)).Count + await _called.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false);

    public async Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default)
    {
        // The run itself first: nobody calls its members again then.
        var isEnded = await _runner.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        await _called.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        return isEnded;
    }

    private static AgentResult ResultOf(RunResult<TState> run) => AgentResult.Of(run, run.State.Backend);
}
