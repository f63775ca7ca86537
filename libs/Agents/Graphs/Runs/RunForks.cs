using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Makes runs out of the first entries of others.</summary>
internal sealed class RunForks<TState>(CompiledGraph<TState> graph, IRunJournal journal, RunLedger ledger)
{
    public async Task<bool> ForkAsync(Guid runId, long? at, Guid fork, StateChange<TState>? change, CancellationToken cancellationToken)
    {
        var head = await ledger.FindAsync(runId, cancellationToken).ConfigureAwait(false);
        var isOver = head.Status is RunStatus.Completed or RunStatus.Failed or RunStatus.Cancelled;
        var before = isOver ? head.LastSequence - 1 : head.LastSequence;
        var sequence = Math.Min(at ?? before, at == head.LastSequence ? before : long.MaxValue);
        if (sequence < 1 || sequence > head.LastSequence)
        {
            throw new RunNotFoundException(runId, $"The run {runId} has no entry {sequence}; its last one is {head.LastSequence}.");
        }

        if (change is null)
        {
            return await journal.ForkAsync(runId, sequence, fork, cancellationToken).ConfigureAwait(false);
        }

        var quiet = await FindQuietAsync(runId, sequence, cancellationToken).ConfigureAwait(false);
        return await journal.ForkAsync(runId, quiet, fork, cancellationToken).ConfigureAwait(false)
            ? await ChangeAsync(fork, change, cancellationToken).ConfigureAwait(false)
            : await ChangeUnchangedAsync(runId, quiet, fork, change, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The last entry not after another at which nothing was under way: a changed state makes other calls than those that were.</summary>
    private async Task<long> FindQuietAsync(Guid runId, long sequence, CancellationToken cancellationToken)
    {
        var position = new RunPosition();
        var quiet = 1L;
        foreach (var entry in await ledger.ReadEntriesAsync(runId, 1, sequence, cancellationToken).ConfigureAwait(false))
        {
            position.Apply(entry);
            quiet = position.Scopes.Count == 1 && position.Calls.Count == 0 ? entry.Sequence : quiet;
        }

        return quiet;
    }

    /// <summary>A fork that was made and not changed, because its host died in between, is changed now.</summary>
    private async Task<bool> ChangeUnchangedAsync(Guid runId, long quiet, Guid fork, StateChange<TState> change, CancellationToken cancellationToken)
    {
        var head = await ledger.FindAsync(fork, cancellationToken).ConfigureAwait(false);
        return head.Parent == runId && head.ForkedAt == quiet && head.LastSequence == quiet && await ChangeAsync(fork, change, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> ChangeAsync(Guid fork, StateChange<TState> change, CancellationToken cancellationToken)
    {
        await ledger.AddAsync(fork, position => Change(fork, position, change), RunStatus.Running, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private EntryDraft Change(Guid fork, RunPosition position, StateChange<TState> change)
    {
        // The migrations, where there are some, are part of the same entry: it holds the whole state.
        new GraphChange(position, graph.Shape, graph.Prints).Apply(fork);
        position.Scopes[""] = position.Root with { State = StateDocument.Of(change.Apply(position.Root.State.Read(graph.StateType)), graph.StateType) };
        return new EntryDraft(JournalEntryKind.Migrated, position.LastStep, null, null, EntryData.Migrated(position, [change.Description], [change.Description]));
    }
}
