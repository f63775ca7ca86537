using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Runs;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning;

/// <summary>An agent that is a graph: its runs are journalled, and go on wherever they were left, in this process or another.</summary>
/// <remarks>Safe for concurrent use. Cancelling a call that works on a run pauses the run.</remarks>
public sealed class GraphAgent : IDurableAgent
{
    private readonly AgentServices _services;
    private readonly AgentGraphs _graphs;
    private readonly IRunJournal _journal;
    private readonly RunListeners _listeners;
    private readonly AgentWork _work;
    private readonly GraphRunner<AgentState> _runner;
    private readonly AgentStart _start;
    private readonly RunHooks _hooks;
    private readonly CalledMembers _called;

    /// <summary>Initializes a new instance of the <see cref="GraphAgent"/> class.</summary>
    /// <param name="definition">What the agent is.</param>
    /// <param name="services">What it works with.</param>
    /// <param name="journal">Where its runs are written down.</param>
    /// <param name="graphs">The kinds of agents there are.</param>
    /// <exception cref="InvalidAgentException">Something is wrong with the definition; it says all that is.</exception>
    public GraphAgent(AgentDefinition definition, AgentServices services, IRunJournal journal, AgentGraphs graphs)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(journal);
        ArgumentNullException.ThrowIfNull(graphs);
        Definition = definition;
        (_services, _graphs, _journal) = (services, graphs, journal);
        _listeners = new RunListeners(services.OnAgentEvent);
        Graph = graphs.Create(definition, services with { OnAgentEvent = _listeners.Tell });
        _runner = new GraphRunner<AgentState>(Graph, journal, new GraphRunnerOptions { Owner = services.Owner, OnEvent = services.OnRunEvent })
        {
            Settler = services.Hooks.HasHooks(HookPoint.Failed) ? new RunFailures(services.Hooks, definition) : null,
        };
        _hooks = new RunHooks(services.Hooks, definition);
        _called = new CalledMembers(_runner.ReadUnderWayAsync, effect => services.Tools.TryGet(effect.Name, out var tool) ? (tool as AgentTool)?.Agent as IDurableAgent : null);
        _start = new AgentStart(definition, services, _hooks, graphs.ShowsTools(definition.Kind, services));
        _work = new AgentWork(_runner, services, _hooks);
    }

    /// <summary>Gets what the agent is. Runs keep the definition they began with.</summary>
    public AgentDefinition Definition { get; }

    /// <summary>Gets the graph.</summary>
    public CompiledGraph<AgentState> Graph { get; }

    /// <inheritdoc/>
    public string Name => Definition.Id;

    /// <inheritdoc/>
    public string Description => Definition.Description;

    /// <inheritdoc/>
    /// <exception cref="RunLostException">Another host has taken the run over.</exception>
    /// <exception cref="GraphChangedException">The run was begun by an agent of another kind, or by other code; it is left as it is.</exception>
    public async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        await CreateAsync(task, cancellationToken).ConfigureAwait(false);
        return await ResumeAsync(task.RunId, task.OnEvent, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes an agent like this one, with another definition of the same kind.</summary>
    /// <exception cref="InvalidAgentException">Something is wrong with the definition; it says all that is.</exception>
    public GraphAgent With(AgentDefinition definition) => new(definition, _services, _journal, _graphs);

    /// <summary>Chooses the tools that a run with this input is shown; none where its kind shows none to a model.</summary>
    public IReadOnlyList<ITool> SelectTools(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _start.Select(input);
    }

    /// <summary>Writes a run down without working on it; <see cref="ResumeAsync"/> does.</summary>
    /// <param name="task">What is asked; who is told is not kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is one of this name already; it stays as it is.</returns>
    public async Task<bool> CreateAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        return await _journal.FindAsync(task.RunId, cancellationToken).ConfigureAwait(false) is null
            && await _runner.CreateAsync(task.RunId, await _start.CreateAsync(task, cancellationToken).ConfigureAwait(false), task.User, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a run over and works on it until it is over or waits for a person; one that is, or does, is left alone.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="onEvent">Who is told what happens meanwhile; see <see cref="AgentTask.OnEvent"/>.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public async Task<AgentResult> ResumeAsync(Guid runId, Action<AgentEvent>? onEvent = null, CancellationToken cancellationToken = default)
    {
        // Not cancelled on the way: hooks that saw the run begin are told that it pauses.
        var head = await _journal.FindAsync(runId, CancellationToken.None).ConfigureAwait(false) ?? throw new RunNotFoundException(runId, $"There is no run {runId}.");
        var isFirst = _listeners.Add(runId, onEvent);
        try
        {
            var result = await _work.RunAsync(head, isFirst, cancellationToken).ConfigureAwait(false);
            if (head.Status is RunStatus.Running or RunStatus.Waiting && result.Status is RunStatus.Completed or RunStatus.Failed && isFirst)
            {
                Finish(runId, result);
            }

            return result;
        }
        finally
        {
            _listeners.Remove(runId, onEvent);
        }
    }

    /// <summary>Answers a question of a run, or says whether a call may be made; see <see cref="People.ApprovalAnswers"/>. <see cref="ResumeAsync"/> goes on with the run.</summary>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    public async Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default)
    {
        if (await _called.FindWaitingAsync(runId, key, cancellationToken).ConfigureAwait(false) is { } member)
        {
            await member.Agent.AnswerAsync(member.RunId, key, answer, cancellationToken).ConfigureAwait(false);
            return;
        }

        var run = await _runner.ReadAsync(runId, cancellationToken).ConfigureAwait(false);
        await _runner.AnswerAsync(runId, key, answer, cancellationToken).ConfigureAwait(false);
        if (run.Waiting.FirstOrDefault(request => request.Key == key) is { } answered)
        {
            await _hooks.TellAsync(answered, runId, run.State.User, answer, AnswerOrigin.Person, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Says what became of a tool call of which nobody knew. <see cref="ResumeAsync"/> goes on with the run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The call's key.</param>
    /// <param name="answer">What became of it.</param>
    /// <param name="result">What the tool gave, as the model is to read it, where it happened; <see langword="null"/> elsewhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    public async Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default)
    {
        if (await _called.FindWaitingAsync(runId, key, cancellationToken).ConfigureAwait(false) is { } member)
        {
            await member.Agent.ResolveAsync(member.RunId, key, answer, result, cancellationToken).ConfigureAwait(false);
            return;
        }

        await _runner.ResolveAsync(runId, key, answer, result is null ? null : ToolCallOutcome.ToJson(result), cancellationToken).ConfigureAwait(false);
        if (answer == UncertainAnswer.EndRun)
        {
            await _work.EndAsync(runId).ConfigureAwait(false);
        }
    }

    /// <summary>Ends a run, whoever works on it, and those of the agents it has called.</summary>
    /// <returns><see langword="false"/> where it was over already.</returns>
    public async Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default)
    {
        var isEnded = await _runner.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        if (isEnded)
        {
            await _work.EndAsync(runId).ConfigureAwait(false);
        }

        await _called.CancelAsync(runId, reason, cancellationToken).ConfigureAwait(false);
        return isEnded;
    }

    /// <inheritdoc/>
    public async Task<int> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var expired = await _runner.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false);
        if (expired.Count > 0)
        {
            var user = (await _runner.ReadAsync(runId, CancellationToken.None).ConfigureAwait(false)).State.User;
            foreach (var request in expired)
            {
                await _hooks.TellAsync(request, runId, user, request.ExpiredAnswer, AnswerOrigin.Expiry, CancellationToken.None).ConfigureAwait(false);
            }
        }

        return expired.Count + await _called.ExpireAsync(runId, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a run of its own out of the first entries of another, which stays as it is; <see cref="ResumeAsync"/> works on it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The last entry both have; <see langword="null"/> for the last one before the run's end. 1 begins anew.</param>
    /// <param name="fork">The new run's name.</param>
    /// <param name="other">What the agent is to be in it, of the same kind; the fork then begins with the last whole step up to <paramref name="at"/>. <see langword="null"/> for what it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is a run of the new name already.</returns>
    /// <exception cref="InvalidAgentException">Something is wrong with <paramref name="other"/>.</exception>
    public Task<bool> ForkAsync(Guid runId, long? at, Guid fork, AgentDefinition? other, CancellationToken cancellationToken = default) =>
        _runner.ForkAsync(runId, at, fork, other is null ? null : AgentChange.To(Checked(other)), cancellationToken);

    /// <summary>Runs another definition against the journalled results of a run, which stays as it is, to see what would be different. Nothing outside is changed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="other">What the agent is to be; <see langword="null"/> for what it was, over the code as it is now.</param>
    /// <param name="callsPureEffects">Whether models and pure tools are called where the journal has no result; otherwise the replay ends there.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    /// <exception cref="InvalidAgentException">Something is wrong with <paramref name="other"/>.</exception>
    public Task<ReplayReport<AgentState>> ReplayAsync(Guid runId, AgentDefinition? other, bool callsPureEffects, CancellationToken cancellationToken = default)
    {
        // Nobody is told of a replay: who listens to the run hears what happens in it, not what would have.
        var graph = _graphs.Create(other is null ? Definition : other with { Id = Definition.Id }, _services with { OnAgentEvent = null });
        return new GraphRunner<AgentState>(graph, _journal, new GraphRunnerOptions { Owner = _services.Owner })
            .ReplayAsync(runId, callsPureEffects, other is null ? null : AgentChange.To(other with { Id = Definition.Id }), cancellationToken);
    }

    /// <summary>Reads how far a run came, without working on it.</summary>
    public async Task<AgentResult> ReadAsync(Guid runId, CancellationToken cancellationToken = default)
    {
        var result = AgentWork.ToResult(await _runner.ReadAsync(runId, cancellationToken).ConfigureAwait(false), _services.Backend);
        return result.Status == RunStatus.Waiting
            ? result with { Waiting = [.. result.Waiting, .. await _called.ReadWaitingAsync(runId, cancellationToken).ConfigureAwait(false)] }
            : result;
    }

    /// <summary>Reads the state of a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The entry with which it was so; <see langword="null"/> for now.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AgentState> ReadStateAsync(Guid runId, long? at = null, CancellationToken cancellationToken = default) => at is { } sequence
        ? await _runner.ReadStateAsync(runId, sequence, cancellationToken).ConfigureAwait(false)
        : (await _runner.ReadAsync(runId, cancellationToken).ConfigureAwait(false)).State;

    /// <summary>Lists what happened in a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The number after which to begin; 0 for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<AgentHistoryItem>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        [.. (await _runner.ReadHistoryAsync(runId, after, limit, cancellationToken).ConfigureAwait(false)).Select(AgentHistory.Of)];

    private void Finish(Guid runId, AgentResult result)
    {
        if (result.Output is { } text)
        {
            _listeners.Tell(runId, new MessageEvent(text));
        }

        _listeners.Tell(runId, AgentWork.ToEvent(result));
    }

    private AgentDefinition Checked(AgentDefinition other)
    {
        var definition = other with { Id = Definition.Id };
        IReadOnlyList<string> problems = definition.Kind == Definition.Kind ? _graphs.Check(definition, _services) : [$"Kind is '{definition.Kind}': a fork is of the same kind as its run, '{Definition.Kind}'."];
        return problems.Count == 0 ? definition : throw new InvalidAgentException(definition.Id, problems);
    }
}
