using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Reads and writes the journal of a graph's runs from outside of their steps.</summary>
internal sealed class RunLedger(IRunJournal journal, string graph, string owner)
{
    // Each attempt loses only to a host that took the run over between two lines of this class.
    private const int MaxAttempts = 10;

    private const int PageLength = 500;

    public async Task<RunHead> FindAsync(Guid runId, CancellationToken cancellationToken)
    {
        var head = await journal.FindAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId, $"There is no run {runId}.");
        return head.Graph == graph ? head : throw new InvalidOperationException($"The run {runId} is of graph '{head.Graph}', not of '{graph}'.");
    }

    public async Task<RunLease> AcquireAsync(Guid runId, CancellationToken cancellationToken) =>
        await journal.AcquireAsync(runId, owner, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId, $"There is no run {runId}.");

    /// <summary>How far a run came, from its last snapshot on.</summary>
    public async Task<RunPosition> ReadAsync(RunHead head, CancellationToken cancellationToken)
    {
        var position = RunPosition.Of(await journal.ReadTailAsync(head.Id, cancellationToken).ConfigureAwait(false));
        position.ForgetFailures(head.ForkedAt ?? 0);
        return position;
    }

    /// <summary>The effects of a run that have begun and have no result.</summary>
    public async Task<IReadOnlyList<EffectUnderWay>> ReadUnderWayAsync(Guid runId, CancellationToken cancellationToken)
    {
        var position = await ReadAsync(await FindAsync(runId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        return [.. position.Calls.Values.Where(call => call.IsUnderWay).Select(call => new EffectUnderWay(call.Key, call.KeyIn(runId), call.Name, call.Arguments))];
    }

    /// <summary>How far a run had come with one of its entries.</summary>
    public async Task<RunPosition> ReadAsync(Guid runId, long sequence, CancellationToken cancellationToken)
    {
        var start = await journal.FindSnapshotAsync(runId, sequence, cancellationToken).ConfigureAwait(false)
            ?? throw new RunNotFoundException(runId, $"The run {runId} has no entry {sequence}.");
        return RunPosition.Of(await ReadEntriesAsync(runId, start, sequence, cancellationToken).ConfigureAwait(false));
    }

    public async Task<IReadOnlyList<JournalEntry>> ReadEntriesAsync(Guid runId, long first, long last, CancellationToken cancellationToken)
    {
        List<JournalEntry> entries = [];
        while (first <= last)
        {
            var page = await journal.ReadAsync(runId, first - 1, (int)Math.Min(PageLength, last - first + 1), cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                break;
            }

            entries.AddRange(page);
            first = page[^1].Sequence + 1;
        }

        return entries;
    }

    /// <summary>Says of requests when they were journalled, which the process that made them does not know.</summary>
    public async Task<IReadOnlyList<PersonRequest>> DateAsync(RunHead head, IReadOnlyList<PersonRequest> requests, CancellationToken cancellationToken)
    {
        var journalled = PersonRequest.Of(head.Id, await ReadAsync(head, cancellationToken).ConfigureAwait(false)).ToDictionary(request => request.Key);
        return [.. requests.Select(request => journalled.GetValueOrDefault(request.Key, request))];
    }

    /// <summary>Takes a run over and adds one entry to it.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="accept">Makes the entry; <see langword="null"/> where there is nothing to add.</param>
    /// <param name="status">What the run is doing with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the entry was added.</returns>
    public async Task<bool> AddAsync(Guid runId, Func<RunPosition, EntryDraft?> accept, RunStatus status, CancellationToken cancellationToken)
    {
        var head = await FindAsync(runId, cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var position = await ReadAsync(head, cancellationToken).ConfigureAwait(false);
            if (accept(position) is null)
            {
                return false;
            }

            // What was read before the run was taken over may be old by now.
            var lease = await AcquireAsync(runId, cancellationToken).ConfigureAwait(false);
            position = await ReadAsync(head, cancellationToken).ConfigureAwait(false);
            if (accept(position) is not { } draft)
            {
                return false;
            }

            if (await journal.AppendAsync(lease, [draft.ToEntry(position.LastSequence + 1)], status, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        throw new RunLostException(runId);
    }
}
