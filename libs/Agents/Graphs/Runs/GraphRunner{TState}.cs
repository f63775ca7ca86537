using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Runs a graph under a journal: what is done is never done again, whoever goes on with a run, wherever.</summary>
/// <typeparam name="TState">The graph's state.</typeparam>
/// <remarks>Safe for concurrent use; one runner works on any number of runs at once. Cancelling a call that works on a run pauses the run.</remarks>
/// <param name="graph">The graph.</param>
/// <param name="journal">Where its runs are written down.</param>
/// <param name="options">How it works.</param>
public sealed class GraphRunner<TState>(CompiledGraph<TState> graph, IRunJournal journal, GraphRunnerOptions options)
{
    private readonly LiveRuns<TState> _live = new();
    private readonly RunEvents _events = new(options.OnEvent);
    private readonly RunLedger _ledger = new(journal, graph.Name, options.Owner);
    private readonly RunForks<TState> _forks = new(graph, journal, new RunLedger(journal, graph.Name, options.Owner));

    /// <summary>Gets who has the last word on how runs end; <see langword="null"/> where nobody has.</summary>
    internal IRunSettler<TState>? Settler { get; init; }

    /// <summary>Writes a run down without working on it; <see cref="ResumeAsync"/> does.</summary>
    /// <param name="runId">The run's name, chosen by the caller.</param>
    /// <param name="state">Its first state.</param>
    /// <param name="user">On whose behalf it runs; empty where nobody asks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is one of this name already; it stays as it is.</returns>
    public async Task<bool> CreateAsync(Guid runId, TState state, string user, CancellationToken cancellationToken = default)
    {
        var data = EntryData.Started(graph.Prints, graph.Shape.Entry!, StateDocument.Of(state, graph.StateType));
        var isNew = await journal.CreateAsync(new NewRun(runId, graph.Name, data) { User = user }, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            _events.Tell(runId, RunEventKind.Started);
        }

        return isNew;
    }

    /// <summary>Starts a run and works on it until it rests. One of this name that was started before is found: it goes on if nobody has worked on it, and is left alone otherwise.</summary>
    /// <param name="runId">The run's name, chosen by the caller.</param>
    /// <param name="state">Its first state.</param>
    /// <param name="user">On whose behalf it runs; empty where nobody asks.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    /// <returns>How far it came.</returns>
    public async Task<RunResult<TState>> StartAsync(Guid runId, TState state, string user, CancellationToken cancellationToken = default)
    {
        if (!await CreateAsync(runId, state, user, cancellationToken).ConfigureAwait(false) && !_live.Has(runId))
        {
            var head = await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
            if (head.Token > 0)
            {
                return await ReadResultAsync(head, cancellationToken).ConfigureAwait(false);
            }
        }

        return await ResumeAsync(runId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a run over and works on it until it rests: until it is over or waits for a person. Whoever had it before finds out with the next entry and stops. An effect that waits for a person in another run is called again.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    /// <returns>How far it came.</returns>
    /// <exception cref="RunLostException">Somebody else has taken it over.</exception>
    /// <exception cref="GraphChangedException">It cannot go on over this graph; it is left as it is.</exception>
    /// <exception cref="CallMismatchException">A node makes other calls than the journalled ones; the run is left as it is.</exception>
    public Task<RunResult<TState>> ResumeAsync(Guid runId, CancellationToken cancellationToken = default) =>
        _live.WorkAsync(runId, live => WorkAsync(runId, live, cancellationToken), cancellationToken);

    /// <summary>Answers a question of a run. Does not work on the run; <see cref="ResumeAsync"/> does, unless this runner is working on it. Another host that is loses it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The question's key.</param>
    /// <param name="answer">The answer; one of the choices where there are some.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    public Task AnswerAsync(Guid runId, string key, string answer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return AcceptAsync(runId, key, position => PersonAnswers.Answer(position, key, answer), cancellationToken);
    }

    /// <summary>Says what became of an effect of which nobody knew. Does not work on the run; <see cref="ResumeAsync"/> does, unless this runner is working on it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="key">The effect's key.</param>
    /// <param name="answer">What became of it.</param>
    /// <param name="result">Its result as JSON, where it happened; <see langword="null"/> elsewhere.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The run does not wait for this.</exception>
    public Task ResolveAsync(Guid runId, string key, UncertainAnswer answer, string? result, CancellationToken cancellationToken = default)
    {
        if (answer == UncertainAnswer.Happened)
        {
            ArgumentNullException.ThrowIfNull(result);
        }

        return answer switch
        {
            UncertainAnswer.Happened => AcceptAsync(runId, key, position => PersonAnswers.Happened(position, key, result!), cancellationToken),
            UncertainAnswer.DidNotHappen => AcceptAsync(runId, key, position => PersonAnswers.DidNotHappen(position, key), cancellationToken),
            _ => CancelAsync(runId, $"Ended because nobody knew whether the effect '{key}' happened.", position => PersonAnswers.FindUncertain(position, key), cancellationToken),
        };
    }

    /// <summary>Ends a run, whoever works on it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="reason">Why, for people to read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where it was over already.</returns>
    public Task<bool> CancelAsync(Guid runId, string reason, CancellationToken cancellationToken = default) => CancelAsync(runId, reason, null, cancellationToken);

    /// <summary>Gives those questions of a run whose time is over the answer that then holds. The times are computed from when the journal says they were asked, so any host may do it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="now">The time, by the clock of the store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The questions that were answered; where there are some, <see cref="ResumeAsync"/> goes on.</returns>
    public async Task<IReadOnlyList<PersonRequest>> ExpireAsync(Guid runId, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        List<PersonRequest> answered = [];
        foreach (var request in (await ReadAsync(runId, cancellationToken).ConfigureAwait(false)).Waiting.Where(request => request.ExpiresAt <= now))
        {
            if (await _ledger.AddAsync(runId, position => PersonAnswers.Expired(position, request.Key), RunStatus.Running, cancellationToken).ConfigureAwait(false))
            {
                answered.Add(request);
                _events.Tell(runId, RunEventKind.Answered, key: request.Key);
            }
        }

        return answered;
    }

    /// <summary>Makes a run of its own out of the first entries of another, which stays as it is. What failed in them and was not yet passed over is tried anew.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The last entry both have; <see langword="null"/> for the last one before the run's end, so that a failed run goes on before what failed.</param>
    /// <param name="fork">The new run's name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is a run of the new name already.</returns>
    /// <exception cref="RunNotFoundException">There is no such run or entry.</exception>
    public Task<bool> ForkAsync(Guid runId, long? at, Guid fork, CancellationToken cancellationToken = default) => ForkAsync(runId, at, fork, null, cancellationToken);

    /// <summary>Makes a run of its own that differs from another from there on.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="at">The entry at which they part; the fork begins with the last whole step up to it. <see langword="null"/> for the run's last.</param>
    /// <param name="fork">The new run's name.</param>
    /// <param name="change">What is different; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns><see langword="false"/> where there is a run of the new name already.</returns>
    /// <exception cref="RunNotFoundException">There is no such run or entry.</exception>
    public async Task<bool> ForkAsync(Guid runId, long? at, Guid fork, StateChange<TState>? change, CancellationToken cancellationToken = default)
    {
        var isForked = await _forks.ForkAsync(runId, at, fork, change, cancellationToken).ConfigureAwait(false);
        if (isForked)
        {
            _events.Tell(runId, RunEventKind.Forked, text: fork.ToString());
        }

        return isForked;
    }

    /// <summary>Reads how far a run came, without working on it.</summary>
    public async Task<RunResult<TState>> ReadAsync(Guid runId, CancellationToken cancellationToken = default) =>
        await ReadResultAsync(await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Lists the effects of a run that have begun and have no result: those it works on, and, while it waits, those that wait for a person in another run.</summary>
    public Task<IReadOnlyList<EffectUnderWay>> ReadUnderWayAsync(Guid runId, CancellationToken cancellationToken = default) => _ledger.ReadUnderWayAsync(runId, cancellationToken);

    /// <summary>Reads the state as it was with an entry of the run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="sequence">The entry's number; see <see cref="ReadHistoryAsync"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<TState> ReadStateAsync(Guid runId, long sequence, CancellationToken cancellationToken = default)
    {
        await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
        var position = await _ledger.ReadAsync(runId, sequence, cancellationToken).ConfigureAwait(false);
        return GraphReplay.ReadState(graph, position);
    }

    /// <summary>Lists what happened in a run.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="after">The number after which to begin; 0 for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<HistoryItem>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        [.. (await journal.ReadAsync(runId, after, limit, cancellationToken).ConfigureAwait(false)).Select(HistoryItem.Of)];

    /// <summary>Runs this graph with the first state and the journalled results of a run, which stays as it is, to see what would be different. Nothing outside is changed.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="callsPureEffects">Whether pure effects that the journal does not have are called; otherwise the replay ends there.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public Task<ReplayReport<TState>> ReplayAsync(Guid runId, bool callsPureEffects, CancellationToken cancellationToken = default) =>
        ReplayAsync(runId, callsPureEffects, null, cancellationToken);

    /// <summary>Runs this graph with the journalled results of a run and a first state that is different.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="callsPureEffects">Whether pure effects that the journal does not have are called; otherwise the replay ends there.</param>
    /// <param name="change">What is different; <see langword="null"/> for nothing.</param>
    /// <param name="cancellationToken">Ends the replay.</param>
    public async Task<ReplayReport<TState>> ReplayAsync(Guid runId, bool callsPureEffects, StateChange<TState>? change, CancellationToken cancellationToken = default)
    {
        var head = await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
        var entries = await _ledger.ReadEntriesAsync(runId, 1, head.LastSequence, cancellationToken).ConfigureAwait(false);
        return await new GraphReplay<TState>(graph, head, entries).RunAsync(callsPureEffects, change, cancellationToken).ConfigureAwait(false);
    }

    private async Task<RunResult<TState>> WorkAsync(Guid runId, LiveRun<TState> live, CancellationToken cancellationToken)
    {
        var head = await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
        if (head.Status != RunStatus.Running && !(head.Status == RunStatus.Waiting && (await ReadUnderWayAsync(runId, cancellationToken).ConfigureAwait(false)).Count > 0))
        {
            return await ReadResultAsync(head, cancellationToken).ConfigureAwait(false);
        }

        var lease = await _ledger.AcquireAsync(runId, cancellationToken).ConfigureAwait(false);
        var position = await _ledger.ReadAsync(head, cancellationToken).ConfigureAwait(false);
        var migrated = new GraphChange(position, graph.Shape, graph.Prints).Apply(runId);
        using var session = new RunSession(journal, lease, position, _events, cancellationToken) { StepLimit = graph.StepLimit, DepthLimit = graph.DepthLimit };
        live.Session = session;
        session.Tell(RunEventKind.Resumed);
        var work = new RunWork<TState>(graph, session, Settler);
        try
        {
            var result = await work.RunAsync(migrated, head.Status, cancellationToken).ConfigureAwait(false);
            return result.Waiting.Count == 0 ? result : result with { Waiting = await _ledger.DateAsync(head, result.Waiting, cancellationToken).ConfigureAwait(false) };
        }
        catch (RunLostException)
        {
            var now = await _ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
            if (now.Status is RunStatus.Running or RunStatus.Waiting)
            {
                session.Tell(RunEventKind.Lost);
                throw;
            }

            return await ReadResultAsync(now, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<RunResult<TState>> ReadResultAsync(RunHead head, CancellationToken cancellationToken)
    {
        var position = await _ledger.ReadAsync(head, cancellationToken).ConfigureAwait(false);
        return new RunResult<TState>(head.Id, head.Status, GraphReplay.ReadState(graph, position), position.Error, PersonRequest.Of(head.Id, position)) { IsRead = true };
    }

    private async Task AcceptAsync(Guid runId, string key, Func<RunPosition, EntryDraft> accept, CancellationToken cancellationToken)
    {
        if (!await _live.TryAcceptAsync(runId, accept).ConfigureAwait(false))
        {
            await _ledger.AddAsync(runId, position => accept(position), RunStatus.Running, cancellationToken).ConfigureAwait(false);
        }

        _events.Tell(runId, RunEventKind.Answered, key: key);
    }

    private async Task<bool> CancelAsync(Guid runId, string reason, Func<RunPosition, CallRecord>? check, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var isEnded = await _ledger.AddAsync(
            runId,
            position =>
            {
                check?.Invoke(position);
                return position.IsEnded ? null : EntryDraft.Ended(position.LastStep, reason);
            },
            RunStatus.Cancelled,
            cancellationToken).ConfigureAwait(false);
        if (isEnded)
        {
            _events.Tell(runId, RunEventKind.Cancelled, text: reason);
            _live.Stop(runId);
        }

        return isEnded;
    }
}
