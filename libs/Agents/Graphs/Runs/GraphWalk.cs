using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Walks through one scope of a run: from where the journal says it is, node after node, to the end or to where branches meet.</summary>
/// <param name="graph">The graph.</param>
/// <param name="session">The run.</param>
/// <param name="scope">The scope.</param>
/// <param name="meetingPoint">Where a branch stops; <see langword="null"/> where it is no branch.</param>
internal sealed class GraphWalk<TState>(CompiledGraph<TState> graph, RunSession session, ScopeAddress scope, string? meetingPoint)
{
    private bool _hasArrived;

    /// <summary>Walks through a graph.</summary>
    /// <param name="enter">Makes the first state, where the scope has no step yet.</param>
    /// <param name="cancellationToken">Fires when the run is paused.</param>
    public async Task<Outcome<TState>> RunAsync(Func<TState> enter, CancellationToken cancellationToken)
    {
        if (session.FindScope(scope.Id) is { } journalled)
        {
            return await RunAsync(Read(journalled), journalled, cancellationToken).ConfigureAwait(false);
        }

        var start = new ScopePosition(StateDocument.Empty, [graph.Shape.Entry!], null, 0);
        var first = session.Begin(scope, graph.Shape.Entry!, 1, isComposite: true);
        return session.TryDo(first, enter, out var state) ? await RunAsync(state, start, cancellationToken).ConfigureAwait(false) : Failed;
    }

    /// <summary>Walks through a branch.</summary>
    public async Task<Outcome<TState>> RunBranchAsync(TState state, StateDocument document, string first, CancellationToken cancellationToken) =>
        session.FindScope(scope.Id) is { } journalled
            ? await RunAsync(Read(journalled), journalled, cancellationToken).ConfigureAwait(false)
            : await RunAsync(state, new ScopePosition(document, [first], null, 0), cancellationToken).ConfigureAwait(false);

    private static Outcome<TState> Failed => new(OutcomeKind.Failed, default!);

    private async Task<Outcome<TState>> RunAsync(TState state, ScopePosition position, CancellationToken cancellationToken)
    {
        while (position.Next is not [StateGraph.End] && (meetingPoint is null || position.Next[0] != meetingPoint || position.Next.Length > 1))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var node = position.Next.Length == 1 ? position.Next[0] : position.Last!;
            var isMerge = position.Next.Length > 1;
            var visit = session.Begin(scope, node, position.Visits + 1, isMerge || graph.Nodes[node].Node.Inner is not null);
            if (visit.Step > session.StepLimit || position.Visits >= graph.StepLimit)
            {
                return Fail(visit, $"The run has done {Math.Min(session.StepLimit, graph.StepLimit)} steps without reaching its end. Raise StepLimit, or look for a loop that does not end.");
            }

            if (scope.Depth >= session.DepthLimit)
            {
                return Fail(visit, $"Graphs and branches lie {scope.Depth + 1} deep within one another. Raise DepthLimit, or look for a branch that leads back to its beginning.");
            }

            var outcome = isMerge
                ? await BranchOutAsync(visit, state, position, cancellationToken).ConfigureAwait(false)
                : await graph.Nodes[node].Node.VisitAsync(session, visit, state, cancellationToken).ConfigureAwait(false);
            if (outcome.Kind != OutcomeKind.Done)
            {
                return outcome;
            }

            if (await CommitAsync(visit, state, outcome.State, position, isMerge).ConfigureAwait(false) is not { } next)
            {
                return Failed;
            }

            (state, position) = (outcome.State, next);
        }

        Arrive();
        return new Outcome<TState>(OutcomeKind.Done, state);
    }

    private async Task<ScopePosition?> CommitAsync(Visit visit, TState before, TState after, ScopePosition position, bool isMerge)
    {
        var node = graph.Nodes[visit.Node];
        if (!session.TryDo(visit, () => isMerge ? [node.MeetingPoint!] : node.Edge.Next(after), out var next))
        {
            return null;
        }

        // A scope without a step yet has no state in the journal, so the first step tells all of it.
        var isSame = ReferenceEquals(before, after) && !ReferenceEquals(position.State, StateDocument.Empty);
        if (!session.TryDo(visit, () => isSame ? position.State : StateDocument.Of(after, graph.StateType), out var document))
        {
            return null;
        }

        var done = new ScopePosition(document, next, visit.Node, position.Visits + 1);
        var isLast = scope.Id.Length == 0 && next is [StateGraph.End];
        if (meetingPoint is not null && next[0] == meetingPoint && next.Length == 1)
        {
            Arrive();
        }

        await session.CommitAsync(visit, position, done, isLast ? StepKind.Last : isMerge ? StepKind.Merge : StepKind.Inner).ConfigureAwait(false);
        return done;
    }

    /// <summary>All branches side by side. One that fails or waits does not keep the others from coming as far as they can, so none of their work is lost.</summary>
    private async Task<Outcome<TState>> BranchOutAsync(Visit visit, TState state, ScopePosition position, CancellationToken cancellationToken)
    {
        var node = graph.Nodes[visit.Node];
        session.Standing.Split(position.Next.Length);
        var branches = position.Next.Select(first => new GraphWalk<TState>(graph, session, scope.Branch(visit.Node, visit.Number, first), node.MeetingPoint)
            .RunBranchAsync(state, position.State, first, cancellationToken)).ToArray();
        var outcomes = await Task.WhenAll(branches).ConfigureAwait(false);
        foreach (var outcome in outcomes.OrderByDescending(outcome => outcome.Kind))
        {
            if (outcome.Kind != OutcomeKind.Done)
            {
                return outcome;
            }
        }

        session.Standing.Merge();
        return session.TryDo(visit, () => node.Edge.Reduce!(state, [.. outcomes.Select(outcome => outcome.State)]), out var merged)
            ? new Outcome<TState>(OutcomeKind.Done, merged)
            : Failed;
    }

    private void Arrive()
    {
        if (meetingPoint is not null && !_hasArrived)
        {
            _hasArrived = true;
            session.Standing.Arrive();
        }
    }

    private TState Read(ScopePosition journalled)
    {
        try
        {
            return journalled.State.Read(graph.StateType);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            session.Refuse(new GraphChangedException(session.RunId, [$"The state of graph '{graph.Name}' cannot be read as {typeof(TState).Name}: {exception.Message} Give the graph another Version and a GraphMigration."]));
            throw;
        }
    }

    private Outcome<TState> Fail(Visit visit, string error)
    {
        session.Fail(visit, error);
        return Failed;
    }
}
