using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>The work of this process on one run, until it rests. Safe for concurrent use by the run's branches.</summary>
/// <remarks>Long, and not taken apart: each member changes or reads position, standing and journal under the one lock that keeps their order the same.</remarks>
internal sealed class RunSession : IDisposable
{
    private readonly Lock _gate = new();
    private readonly RunStop _stop;
    private readonly JournalWriter _writer;
    private readonly RunEvents _events;
    private bool _hasNews;
    private volatile bool _rests;

    public RunSession(IRunJournal journal, RunLease lease, RunPosition position, RunEvents events, CancellationToken cancellationToken)
    {
        RunId = lease.RunId;
        Position = position;
        _events = events;
        Results = new ResultSearch(journal, lease.RunId);
        _stop = new RunStop(cancellationToken);
        _writer = new JournalWriter(journal, lease, position.LastSequence, () => Standing.Status);
    }

    public Guid RunId { get; }

    /// <summary>Only read while nothing is under way.</summary>
    public RunPosition Position { get; }

    public RunStanding Standing { get; } = new();

    /// <summary>Finds results of effects whose steps are done.</summary>
    public ResultSearch Results { get; }

    /// <summary>The calls of the run that is replayed; <see langword="null"/> where none is.</summary>
    public ReplayBook? Replay { get; init; }

    /// <summary>How many steps the run may have.</summary>
    public required int StepLimit { get; init; }

    /// <summary>How deep scopes may lie within one another.</summary>
    public required int DepthLimit { get; init; }

    /// <summary>Fires when the run is paused, or cannot be worked on by this process any longer.</summary>
    public CancellationToken Stopping => _stop.Token;

    /// <summary>Why this process cannot work on the run, which is left as it is.</summary>
    public Exception? Refusal => _stop.Refusal;

    /// <summary>Why the run fails.</summary>
    public string? Error { get; private set; }

    /// <summary>Whether the run waits and this process has stopped working on it, so that answers no longer reach it here.</summary>
    public bool IsAtRest => _rests;

    public void Dispose() => _stop.Dispose();

    /// <summary>Stops the work; the run is left as it is.</summary>
    public void Refuse(Exception reason) => _stop.Refuse(reason);

    public void ThrowIfRefused() => _stop.ThrowIfRefused();

    public void Tell(RunEventKind kind, Visit? visit = null, string? key = null, string? text = null) => _events.Tell(RunId, kind, visit, key, text);

    /// <summary>How far a scope came; <see langword="null"/> where it has no step yet.</summary>
    public ScopePosition? FindScope(string scope)
    {
        lock (_gate)
        {
            return Position.Scopes.GetValueOrDefault(scope);
        }
    }

    /// <summary>Begins a visit, or goes on with it: its number in its scope is the same, and its step where calls of it are journalled.</summary>
    public Visit Begin(ScopeAddress scope, string node, int number, bool isComposite)
    {
        int step;
        lock (_gate)
        {
            var recorded = Position.Calls.Count == 0 ? null : Position.Calls.Values.FirstOrDefault(call => call.Id.Scope == scope.Id && call.Id.Visit == number);
            step = isComposite ? Position.LastStep + 1 : recorded?.Step ?? ++Position.LastStep;
        }

        return new Visit(scope, node, number, step, isComposite);
    }

    /// <summary>Runs code of the graph's author that is no node; what it throws is the run's failure.</summary>
    public bool TryDo<TValue>(Visit visit, Func<TValue> code, out TValue value)
    {
        try
        {
            value = code();
            return true;
        }
#pragma warning disable CA1031 // Whatever an author's code throws is the run's failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            value = default!;
            Fail(visit, exception.Message);
            return false;
        }
    }

    /// <summary>A visit waits for a person; the journal has what it waits for.</summary>
    /// <returns>What to throw into the node.</returns>
    public RunSuspendedException Suspend(CallRequest call)
    {
        Standing.Suspend(call.Visit.Scope.Id);
        return new RunSuspendedException(call.Key);
    }

    /// <summary>A visit waits for a person from now on.</summary>
    /// <param name="call">The call that waits.</param>
    /// <param name="asks">What is to be journalled of that.</param>
    /// <returns>What to throw into the node.</returns>
    public async Task<RunSuspendedException> SuspendAsync(CallRequest call, EntryDraft asks)
    {
        RunSuspendedException suspended;
        long last;
        lock (_gate)
        {
            suspended = Suspend(call);
            last = Apply(asks);
        }

        await FlushAsync(last).ConfigureAwait(false);
        return suspended;
    }

    /// <summary>Journals a step.</summary>
    /// <param name="visit">The visit.</param>
    /// <param name="before">How far its scope came before; what a step changed is told from it.</param>
    /// <param name="after">How far it came with the step.</param>
    /// <param name="kind">What the step is to the run.</param>
    public async Task CommitAsync(Visit visit, ScopePosition before, ScopePosition after, StepKind kind)
    {
        Dictionary<int, ReadOnlyMemory<byte>> results;
        lock (_gate)
        {
            results = Position.ResultsOf(visit.Scope.Id, visit.Number);
        }

        var data = EntryData.Step(visit.Scope.Id, before, after, results);
        long last;
        lock (_gate)
        {
            visit = visit.IsComposite ? visit with { Step = ++Position.LastStep } : visit;
            Position.Advance(visit.Scope.Id, after);
            last = Add(new EntryDraft(JournalEntryKind.Step, visit.Step, visit.Path, null, data));
            if (kind == StepKind.Last)
            {
                Standing.End(RunStatus.Completed);
                last = Add(EntryDraft.Ended(visit.Step, null));
            }
            else if (Position.NeedsSnapshot)
            {
                last = Add(new EntryDraft(JournalEntryKind.Snapshot, visit.Step, null, null, EntryData.Snapshot(Position)));
            }
        }

        if (kind != StepKind.Merge)
        {
            await FlushAsync(last).ConfigureAwait(false);
        }

        Tell(RunEventKind.StepDone, visit, text: after.Next.Length == 1 ? after.Next[0] : string.Join(", ", after.Next));
    }

    /// <summary>A visit failed; the run fails when its other branches have come to rest.</summary>
    public void Fail(Visit visit, string error)
    {
        lock (_gate)
        {
            Error ??= $"Node '{visit.Path}' (step {visit.Step}): {error}";
        }

        Standing.Fail();
    }

    /// <summary>What a failure comes to in the end.</summary>
    /// <param name="error">Why the run fails; <see langword="null"/> where it completes all the same.</param>
    public void Settle(string? error)
    {
        lock (_gate)
        {
            Error = error;
        }
    }

    public Task EndAsync(RunStatus status)
    {
        long last;
        lock (_gate)
        {
            Standing.End(status);
            last = Apply(EntryDraft.Ended(Position.LastStep, Error));
        }

        return FlushAsync(last);
    }

    /// <summary>Everything under way has come to rest: <see langword="false"/> where an answer has arrived meanwhile, so that the run goes on.</summary>
    public bool TryRest()
    {
        lock (_gate)
        {
            _rests = !_hasNews;
            _hasNews = false;
            return _rests;
        }
    }

    /// <summary>Has the journal say that the run waits, where it does not: a question or an intent is journalled once more.</summary>
    /// <param name="journalled">What it said before this process worked on the run.</param>
    public async Task EnsureWaitingAsync(RunStatus journalled)
    {
        if ((_writer.Status ?? journalled) == RunStatus.Waiting)
        {
            return;
        }

        var asked = Position.Calls.Values.FirstOrDefault(call => call.WaitsForPerson);
        await WriteAsync(asked is null ? EntryDraft.Intent(Standing.Elsewhere[0].Call) : EntryDraft.AskAgain(asked)).ConfigureAwait(false);
    }

    /// <summary>Journals what a person said while this process works on the run; <see langword="false"/> where it has come to rest.</summary>
    public async Task<bool> TryAcceptAsync(Func<RunPosition, EntryDraft> accept)
    {
        long last;
        lock (_gate)
        {
            if (_rests || Standing.IsEnded || Refusal is not null)
            {
                return false;
            }

            var draft = accept(Position);
            _hasNews = true;
            Standing.Answer();
            last = Apply(draft);
        }

        await FlushAsync(last).ConfigureAwait(false);
        return true;
    }

    /// <summary>What the journal says about a call.</summary>
    public CallRecord? FindCall(CallId id)
    {
        lock (_gate)
        {
            return Position.Calls.GetValueOrDefault(id);
        }
    }

    /// <summary>What the journal says about a call, which must be the one that is made now.</summary>
    public CallRecord? FindCall(CallRequest request)
    {
        var call = FindCall(request.Id);
        if (call is null || call.Matches(request))
        {
            return call;
        }

        if (!call.IsForgotten)
        {
            Refuse(new CallMismatchException(request.Visit.Path, request.Ordinal, call.Describe(), request.Describe()));
            ThrowIfRefused();
        }

        return null;
    }

    /// <summary>Whether the journal has more calls of a visit than the node made now.</summary>
    public CallRecord? FindUnmadeCall(Visit visit, int made)
    {
        lock (_gate)
        {
            return Position.Calls.Count == 0 ? null : Position.Calls.Values.FirstOrDefault(call => call.Id.Scope == visit.Scope.Id && call.Id.Visit == visit.Number && call.Id.Ordinal > made && !call.IsForgotten);
        }
    }

    /// <summary>Journals something about a call; done when it is durable.</summary>
    public Task WriteAsync(EntryDraft draft)
    {
        long last;
        lock (_gate)
        {
            last = Apply(draft);
        }

        return FlushAsync(last);
    }

    private long Apply(EntryDraft draft)
    {
        Position.Apply(draft.ToEntry(0));
        return _writer.Add(draft);
    }

    private long Add(EntryDraft draft)
    {
        Position.Count(draft.Kind, draft.Data.Length);
        return _writer.Add(draft);
    }

    private Task FlushAsync(long sequence) => _stop.RequireAsync(_writer.FlushAsync(sequence));
}
