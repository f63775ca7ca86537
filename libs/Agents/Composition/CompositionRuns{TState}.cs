using System.Text.Json;
using Switchyard.Agents.Composition.Sagas;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
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
    private readonly WorkflowHooks _hooks;

    /// <param name="agent">The agent whose runs they are.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="members">The agents that its nodes call.</param>
    /// <param name="begin">Makes a run's first state of what is asked.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="hooks">Who sees a workflow begin and end.</param>
    public CompositionRuns(IAgent agent, CompiledGraph<TState> graph, MemberSet members, Func<AgentTask, TState> begin, IRunJournal journal, HookPipeline hooks)
    {
        (_agent, _graph, _members, _begin) = (agent, graph, members, begin);
        _runner = new GraphRunner<TState>(graph, journal, new GraphRunnerOptions());
        _called = new CalledMembers(_runner.ReadUnderWayAsync, members.FindDurable);
        _hooks = new WorkflowHooks(agent.Name, journal, hooks);
    }

    public string Name => _agent.Name;

    public string Description => _agent.Description;

    public string ToMermaid() => _graph.ToMermaid();

    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        using var watching = _members.Observers.Watch(task.RunId, task.OnEvent);
        return await _hooks.RunAsync(task, WorkAsync, cancellationToken).ConfigureAwait(false);
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
        await TellEndAsync(runId, answer == UncertainAnswer.EndRun).ConfigureAwait(false);
    }

    public async Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default) =>
        (await _runner.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false)).Count + await _called.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false);

    public async Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default)
    {
        // The run itself first: nobody calls its members again then.
        var isEnded = await _runner.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        await TellEndAsync(runId, isEnded).ConfigureAwait(false);
        await _called.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        return isEnded;
    }

    /// <returns>How far it came, and whether this brought it there.</returns>
    private async Task<(AgentResult Result, bool IsOwn)> WorkAsync(AgentTask task, CancellationToken cancellationToken)
    {
        await _runner.CreateAsync(task.RunId, _begin(task with { OnEvent = null }), task.User, cancellationToken).ConfigureAwait(false);
        var run = await _runner.ResumeAsync(task.RunId, cancellationToken).ConfigureAwait(false);
        return (ResultOf(run), !run.IsRead);
    }

    private async Task TellEndAsync(Guid runId, bool isEnded)
    {
        if (isEnded && _hooks.AreToldOfTheEnd)
        {
            // It is over, whether the caller waits for this or not.
            var run = await _runner.ReadAsync(runId, CancellationToken.None).ConfigureAwait(false);
            await _hooks.EndAsync(run.State.Task, ResultOf(run)).ConfigureAwait(false);
        }
    }

    private static AgentResult ResultOf(RunResult<TState> run) => AgentResult.Of(run, run.State.Backend);
}
