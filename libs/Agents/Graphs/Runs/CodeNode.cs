using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Graphs.Structure;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>A node that is code.</summary>
internal sealed class CodeNode<TState>(string name, string version, INode<TState> work) : GraphNode<TState>(name, version)
{
    public override async Task<Outcome<TState>> VisitAsync(RunSession session, Visit visit, TState state, CancellationToken cancellationToken)
    {
        session.Tell(RunEventKind.StepStarted, visit);
        var context = new NodeContext(session, visit);
        TState next;
        try
        {
            next = await work.RunAsync(context, state, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a node throws is its failure, unless the run says otherwise.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Interrupted(session, context) ?? Thrown(session, visit, exception);
        }

        if (Interrupted(session, context) is { } interrupted)
        {
            return interrupted;
        }

        if (!context.Close())
        {
            return Fail(session, visit, "It returned before one of its calls was done. Await every call.");
        }

        if (next is null)
        {
            return Fail(session, visit, "It returned no state.");
        }

        CheckNothingUnmade(session, visit, context);
        return new Outcome<TState>(OutcomeKind.Done, next);
    }

    /// <summary>What a node made of a suspension, a refusal or a stop that passed through it does not count.</summary>
    private static Outcome<TState>? Interrupted(RunSession session, NodeContext context)
    {
        session.ThrowIfRefused();
        context.Close();
        if (context.IsStopped)
        {
            session.Stopping.ThrowIfCancellationRequested();
        }

        return context.IsSuspended ? new Outcome<TState>(OutcomeKind.Suspended, default!) : null;
    }

    private static Outcome<TState> Thrown(RunSession session, Visit visit, Exception exception)
    {
        // What a node throws that is stopped may come of that, whatever it is: the run is paused and does not fail.
        session.Stopping.ThrowIfCancellationRequested();
        return Fail(session, visit, exception.Message);
    }

    private static Outcome<TState> Fail(RunSession session, Visit visit, string error)
    {
        session.Fail(visit, error);
        return new Outcome<TState>(OutcomeKind.Failed, default!);
    }

    private static void CheckNothingUnmade(RunSession session, Visit visit, NodeContext context)
    {
        if (session.FindUnmadeCall(visit, context.Calls) is { } unmade)
        {
            session.Refuse(new CallMismatchException(visit.Path, unmade.Id.Ordinal, unmade.Describe(), "not made at all"));
            session.ThrowIfRefused();
        }
    }
}
