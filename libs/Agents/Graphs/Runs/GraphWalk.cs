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

    /// <summary>Who has the last word on how the run ends; only for its outermost scope.</summary>
    public IRunSettler<TState>? Settler { get; init; }

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
            var outcome = await VisitAsync(visit, state, position, isMerge, cancellationToken).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.Suspended)
            {
                return outcome;
            }

            var done = outcome.Kind == OutcomeKind.Done ? await CommitAsync(visit, state, outcome.State, position, isMerge, cancellationToken).ConfigureAwait(false) : null;
            done ??= await RecoverAsync(visit, state, position, isMerge, cancellationToken).ConfigureAwait(false);
            if (done is not { } next)
            {
                return Failed;
            }

            (state, position) = next;
        }

        Arrive();
        return new Outcome<TState>(OutcomeKind.Done, state);
    }

    private Task<Outcome<TState>> VisitAsync(Visit visit, TState state, ScopePosition position, bool isMerge, CancellationToken cancellationToken)
    {
        if (visit.Step > session.StepLimit || position.Visits >= graph.StepLimit)
        {
            return Task.FromResult(Fail(visit, $"The run has done {Math.Min(session.StepLimit, graph.StepLimit)} steps without reaching its end. Raise StepLimit, or look for a loop that does not end."));
        }

        if (scope.Depth >= session.DepthLimit)
        {
            return Task.FromResult(Fail(visit, $"Graphs and branches lie {scope.Depth + 1} deep within one another. Raise DepthLimit, or look for a branch that leads back to its beginning."));
        }

        return isMerge ? BranchOutAsync(visit, state, position, cancellationToken) : graph.Nodes[visit.Node].Node.VisitAsync(session, visit, state, cancellationToken);
    }

    /// <summary>Journals a step.</summary>
    /// <returns>How far the scope came with it; <see langword="null"/> where that cannot be said, so that the run fails.</returns>
    private async Task<(TState State, ScopePosition Position)?> CommitAsync(Visit visit, TState before, TState after, ScopePosition position, bool isMerge, CancellationToken cancellationToken)
    {
        var node = graph.Nodes[visit.Node];
        if (!session.TryDo(visit, () => isMerge ? [node.MeetingPoint!] : node.Edge.Next(after), out var next))
        {
            return null;
        }

        if (next is [StateGraph.End] && Settler is not null)
        {
            after = await Settler.EndAsync(session.RunId, visit, after, cancellationToken).ConfigureAwait(false);
        }

        return await CommitAsync(visit, before, after, position, next, isMerge).ConfigureAwait(false);
    }

    /// <summary>A step has failed and the run would: what is said in place of that is the run's last step.</summary>
    private async Task<(TState State, ScopePosition Position)?> RecoverAsync(Visit visit, TState before, ScopePosition position, bool isMerge, CancellationToken cancellationToken)
    {
        if (Settler is null)
        {
            return null;
        }

        var settled = await Settler.FailAsync(session.RunId, visit, before, session.Error!, cancellationToken).ConfigureAwait(false);
        session.Settle(settled.Error);
        return settled.Error is null ? await CommitAsync(visit, before, settled.State, position, [StateGraph.End], isMerge).ConfigureAwait(false) : null;
    }

    private async Task<(TState State, ScopePosition Position)?> CommitAsync(Visit visit, TState before, TState after, ScopePosition position, string[] next, bool isMerge)
    {
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
        return (after, done);
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
