using Switchyard.Agents.Graphs.Structure;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A node that is a graph.</summary>
internal sealed class SubgraphNode<TState, TInner>(string name, string version, CompiledGraph<TInner> inner, Func<TState, TInner> enter, Func<TState, TInner, TState> leave)
    : GraphNode<TState>(name, version)
{
    public override GraphShape? Inner => inner.Shape;

    public override async Task<Outcome<TState>> VisitAsync(RunSession session, Visit visit, TState state, CancellationToken cancellationToken)
    {
        var walk = new GraphWalk<TInner>(inner, session, visit.Scope.Inner(Name, visit.Number), null);
        var outcome = await walk.RunAsync(() => enter(state), cancellationToken).ConfigureAwait(false);
        if (outcome.Kind != OutcomeKind.Done)
        {
            return outcome.Without<TState>();
        }

        return session.TryDo(visit, () => leave(state, outcome.State), out var next) ? new Outcome<TState>(OutcomeKind.Done, next) : new Outcome<TState>(OutcomeKind.Failed, default!);
    }
}
