using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>Works on a run until it rests.</summary>
internal sealed class RunWork<TState>(CompiledGraph<TState> graph, RunSession session, IRunSettler<TState>? settler)
{
    /// <param name="migrated">What is to be journalled before the first step.</param>
    /// <param name="journalled">What the journal says the run is doing.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public async Task<RunResult<TState>> RunAsync(EntryDraft? migrated, RunStatus journalled, CancellationToken cancellationToken)
    {
        try
        {
            if (migrated is { } draft)
            {
                await session.WriteAsync(draft).ConfigureAwait(false);
                session.Tell(RunEventKind.Migrated);
            }

            return await RunAsync(journalled).ConfigureAwait(false);
        }
        catch (Exception) when (session.Refusal is not null)
        {
            session.ThrowIfRefused();
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            session.Tell(RunEventKind.Paused);
            throw;
        }
    }

    private async Task<RunResult<TState>> RunAsync(RunStatus journalled)
    {
        Outcome<TState> outcome;
        do
        {
            session.Standing.Reset();
            outcome = await new GraphWalk<TState>(graph, session, ScopeAddress.Root, null) { Settler = settler }.RunAsync(static () => default!, session.Stopping).ConfigureAwait(false);
        }
        while (outcome.Kind == OutcomeKind.Suspended && !session.TryRest());

        var status = outcome.Kind switch
        {
            OutcomeKind.Done => RunStatus.Completed,
            OutcomeKind.Failed => RunStatus.Failed,
            _ => RunStatus.Waiting,
        };
        await SettleAsync(status, journalled).ConfigureAwait(false);
        session.Tell(status switch { RunStatus.Completed => RunEventKind.Completed, RunStatus.Failed => RunEventKind.Failed, _ => RunEventKind.Waiting }, text: session.Error);
        var state = status == RunStatus.Completed ? outcome.State : session.Position.Root.State.Read(graph.StateType);
        return new RunResult<TState>(session.RunId, status, state, session.Error, status == RunStatus.Waiting ? WaitingFor() : []);
    }

    private IReadOnlyList<PersonRequest> WaitingFor() =>
        [.. PersonRequest.Of(session.RunId, session.Position), .. session.Standing.Elsewhere.SelectMany(wait => wait.Requests)];

    private Task SettleAsync(RunStatus status, RunStatus journalled)
    {
        if (status == RunStatus.Waiting)
        {
            return session.EnsureWaitingAsync(journalled);
        }

        return session.Standing.IsEnded ? Task.CompletedTask : session.EndAsync(status);
    }
}
