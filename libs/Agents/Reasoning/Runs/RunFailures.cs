using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Shows hooks the runs that fail for good, before that is journalled: one may give the answer that takes the failure's place.</summary>
internal sealed class RunFailures(HookPipeline hooks, AgentDefinition definition) : IRunSettler<AgentState>
{
    public async ValueTask<AgentState> EndAsync(Guid runId, Visit visit, AgentState state, CancellationToken cancellationToken)
    {
        if (state.Error is not { } error)
        {
            return state;
        }

        var (answer, told) = await AskAsync(runId, visit, state, error, cancellationToken).ConfigureAwait(false);
        return answer is not null ? state.Recover(answer, error) : told == error ? state : state with { Error = told };
    }

    public async ValueTask<Settlement<AgentState>> FailAsync(Guid runId, Visit visit, AgentState state, string error, CancellationToken cancellationToken)
    {
        var (answer, told) = await AskAsync(runId, visit, state, error, cancellationToken).ConfigureAwait(false);
        return answer is null ? new Settlement<AgentState>(state, told) : new Settlement<AgentState>(state.Recover(answer, error), null);
    }

    private async Task<(string? Answer, string Error)> AskAsync(Guid runId, Visit visit, AgentState state, string error, CancellationToken cancellationToken)
    {
        var failure = new ErrorHookContext(HookPoint.Failed)
        {
            RunId = runId,
            Agent = definition.Id,
            User = state.User,
            Step = visit.Step,
            Node = visit.Path,
            Operation = definition.Id,
            Error = error,
        };
        var verdict = await hooks.RunAsync(failure, cancellationToken).ConfigureAwait(false);

        // The agent that called this one has to know that it failed: an excuse is no vote, and no reason to leave undone what is to be undone.
        return (verdict.IsReplaced && state.CallPath.Count == 0 ? failure.Answer : null, failure.Error);
    }
}
