using Switchyard.Agents.Graphs;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition.Pooling;

/// <summary>Equal agents of which one that is free answers. They are made when needed, looked after, and retired when they fail or have nothing to do.</summary>
public sealed class PoolAgent : CompositeAgent, IAsyncDisposable
{
    private const string Answer = "answer";

    private readonly PoolWorkers _workers;
    private readonly MemberSet _members;
    private readonly PoolOptions _options;
    private int _tasks;

    /// <summary>Initializes a new instance of the <see cref="PoolAgent"/> class.</summary>
    /// <param name="name">The agent's name.</param>
    /// <param name="description">One sentence that says what it is for.</param>
    /// <param name="options">How it keeps its workers.</param>
    /// <param name="journal">Where runs are written down.</param>
    /// <param name="time">The clock of idle workers.</param>
    public PoolAgent(string name, string description, PoolOptions options, IRunJournal journal, TimeProvider time)
        : base(name, description)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Min);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Max, Math.Max(1, options.Min));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxQueueLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxAttempts, 1);
        _options = options;
        _workers = new PoolWorkers(name + "-worker", options, time);
        _members = new MemberSet(name, [_workers]);
        var graph = new StateGraph<PoolState>(name, CompositionJson.Default.PoolState).SetEntry(Answer).AddNode(Answer, AnswerAsync).AddEdge(Answer, StateGraph.End);
        Runs = new CompositionRuns<PoolState>(this, graph.Compile(), _members, PoolState.Of, journal, options.Hooks);
    }

    private protected override ICompositionRuns Runs { get; }

    /// <summary>Makes as many workers as are kept, so that the first tasks need not wait for them.</summary>
    public Task WarmUpAsync(CancellationToken cancellationToken = default) => _workers.WarmUpAsync(cancellationToken);

    /// <summary>Works on a task, or refuses it where too many wait; what is refused was not begun, and can be asked again under the same name.</summary>
    /// <inheritdoc/>
    public override async Task<AgentResult> RunAsync(AgentTask task, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var most = _options.Max + _options.MaxQueueLength;
        try
        {
            return Interlocked.Increment(ref _tasks) > most
                ? new AgentResult { RunId = task.RunId, Status = RunStatus.Failed, Error = $"The pool '{Name}' is busy: {_options.Max} agents are at work and {_options.MaxQueueLength} tasks wait. Try again later." }
                : await base.RunAsync(task, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _tasks);
        }
    }

    /// <summary>Retires the workers that have nothing to do; those at work are retired when they are done.</summary>
    public ValueTask DisposeAsync() => _workers.DisposeAsync();

    private async ValueTask<PoolState> AnswerAsync(NodeContext context, PoolState state, CancellationToken cancellationToken)
    {
        var result = await _members.AskAsync(context, _workers.Name, _members.TaskOf(state), cancellationToken).ConfigureAwait(false);
        return CompositionState.Answer(CompositionState.Count(state, result), _workers.Name, result);
    }
}
