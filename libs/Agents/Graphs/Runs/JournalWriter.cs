using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>
/// Numbers a run's entries and appends them. One append is under way at a time; what is added meanwhile goes together in the next, so branches and calls side
/// by side share the price of being durable. Safe for concurrent use.
/// </summary>
internal sealed class JournalWriter(IRunJournal journal, RunLease lease, long lastSequence, Func<RunStatus> status)
{
    private readonly Lock _gate = new();
    private List<JournalEntry> _pending = [];
    private RunStatus _pendingStatus;
    private TaskCompletionSource? _appended;
    private Exception? _failure;
    private bool _appending;
    private long _last = lastSequence;
    private long _durable = lastSequence;

    /// <summary>What the journal was last told that the run is doing.</summary>
    public RunStatus? Status { get; private set; }

    /// <summary>Adds an entry; it is durable when <see cref="FlushAsync"/> with its number, or that of a later one, is done.</summary>
    public long Add(EntryDraft draft)
    {
        lock (_gate)
        {
            _pending.Add(draft.ToEntry(++_last));

            // As of this entry, and not of the append: a run must not be said to wait, or to be over, before the entry is there that makes it so.
            _pendingStatus = status();
            return _last;
        }
    }

    /// <summary>Makes everything up to an entry durable.</summary>
    public async Task FlushAsync(long sequence)
    {
        while (true)
        {
            List<JournalEntry>? entries = null;
            RunStatus now;
            Task? underWay = null;
            lock (_gate)
            {
                if (_durable >= sequence)
                {
                    return;
                }

                if (_failure is not null)
                {
                    throw _failure;
                }

                now = _pendingStatus;
                if (_appending)
                {
                    _appended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                    underWay = _appended.Task;
                }
                else
                {
                    _appending = true;
                    (entries, _pending) = (_pending, []);
                }
            }

            await (underWay ?? AppendAsync(entries!, now)).ConfigureAwait(false);
        }
    }

    private async Task AppendAsync(List<JournalEntry> entries, RunStatus now)
    {
        Exception? failure = null;
        try
        {
            // Never cancelled: what has happened is to be journalled also when the run is being paused.
            var written = await journal.AppendAsync(lease, entries, now, CancellationToken.None).ConfigureAwait(false);
            failure = written ? null : new RunLostException(lease.RunId);
        }
#pragma warning disable CA1031 // The failure is thrown to everybody who waits for this append or a later one.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        TaskCompletionSource? appended;
        lock (_gate)
        {
            _failure = failure;
            _appending = false;
            (appended, _appended) = (_appended, null);
            if (failure is null)
            {
                _durable = entries[^1].Sequence;
                Status = now;
            }
        }

        appended?.SetResult();
    }
}
