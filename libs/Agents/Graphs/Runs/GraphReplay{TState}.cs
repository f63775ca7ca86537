using Switchyard.Agents.Graphs.Deltas;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Runs a graph with the results of a run that is journalled, under a journal of its own that is thrown away.</summary>
internal sealed class GraphReplay<TState>(CompiledGraph<TState> graph, RunHead head, IReadOnlyList<JournalEntry> entries)
{
    public async Task<ReplayReport<TState>> RunAsync(bool callsPureEffects, StateChange<TState>? change, CancellationToken cancellationToken)
    {
        var recorded = RunPosition.Of(entries, keepsCalls: true);
        var start = RunPosition.Of([entries[0]]);
        GraphChange.MigrateState(start, graph.Shape);
        var first = change is null ? start.Root.State : StateDocument.Of(change.Apply(start.Root.State.Read(graph.StateType)), graph.StateType);
        start.Scopes[""] = start.Root with { State = first, Next = [graph.Shape.Entry!] };

        var journal = new MemoryRunJournal(TimeProvider.System);
        await journal.CreateAsync(new NewRun(head.Id, graph.Name, entries[0].Data), cancellationToken).ConfigureAwait(false);
        var lease = await journal.AcquireAsync(head.Id, "replay", cancellationToken).ConfigureAwait(false);
        var book = new ReplayBook(recorded.Calls, callsPureEffects);
        using var session = new RunSession(journal, lease!.Value, start, new RunEvents(null), cancellationToken) { StepLimit = graph.StepLimit, DepthLimit = graph.DepthLimit, Replay = book };
        var outcome = await new GraphWalk<TState>(graph, session, ScopeAddress.Root, null).RunAsync(static () => default!, session.Stopping).ConfigureAwait(false);
        var state = outcome.Kind == OutcomeKind.Done ? outcome.State : session.Position.Root.State.Read(graph.StateType);
        return new ReplayReport<TState>(outcome.Kind == OutcomeKind.Done, state, session.Error, head.Status, GraphReplay.ReadState(graph, recorded), book.Reused, book.Differences);
    }
}
