using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning.Acting;

namespace Switchyard.Agents.Reasoning.Runs;

/// <summary>Works on runs of an agent until they rest, and shows hooks how they go.</summary>
internal sealed class AgentWork(GraphRunner<AgentState> runner, AgentServices services, RunHooks hooks)
{
    /// <summary>Works on a run.</summary>
    /// <param name="head">The run as it was found.</param>
    /// <param name="isFirst">Whether nobody else in this process works on it.</param>
    /// <param name="cancellationToken">Pauses the run.</param>
    public async Task<AgentResult> RunAsync(RunHead head, bool isFirst, CancellationToken cancellationToken)
    {
        if (!isFirst || !await CanGoOnAsync(head, cancellationToken).ConfigureAwait(false))
        {
            return ToResult(await runner.ResumeAsync(head.Id, cancellationToken).ConfigureAwait(false), services.Backend);
        }

        AgentState? before = null;
        RunResult<AgentState> run;
        try
        {
            before = await BeginAsync(head, cancellationToken).ConfigureAwait(false);
            run = await WorkAsync(head.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await LeaveAsync(head, before).ConfigureAwait(false);
            throw;
        }

        return await RestAsync(run).ConfigureAwait(false);
    }

    /// <summary>Shows hooks that a run was ended from outside: by whoever wrote so into the journal, and nobody else.</summary>
    public async Task EndAsync(Guid runId)
    {
        if (services.Hooks.HasHooks(HookPoint.RunEnded))
        {
            // It is over, whether the caller waits for this or not.
            var run = await runner.ReadAsync(runId, CancellationToken.None).ConfigureAwait(false);
            await hooks.TellAsync(HookPoint.RunEnded, runId, run.State.User, run.State.Input, ToResult(run, services.Backend), CancellationToken.None).ConfigureAwait(false);
        }
    }

    public static AgentResult ToResult(RunResult<AgentState> run, string backend) =>
        AgentResult.Of(run, backend) with { Handoff = run.State.Handoff, Recovered = run.State.Recovered, Waiting = [.. run.Waiting.Select(ToolCallRequest.Show)] };

    public static FinishedEvent ToEvent(AgentResult result) => new(
        result.Error, result.Usage.ModelCalls, new UsageDetails { InputTokenCount = result.Usage.InputTokens, OutputTokenCount = result.Usage.OutputTokens, TotalTokenCount = result.Usage.InputTokens + result.Usage.OutputTokens });

    /// <summary>A run that waits for a person in the run of an agent it called may go on by now.</summary>
    private async Task<bool> CanGoOnAsync(RunHead head, CancellationToken cancellationToken) =>
        head.Status == RunStatus.Running || (head.Status == RunStatus.Waiting && (await runner.ReadUnderWayAsync(head.Id, cancellationToken).ConfigureAwait(false)).Count > 0);

    /// <returns>Whether a hook gave an answer, so that the run goes on.</returns>
    private async Task<bool> AnswerByHooksAsync(RunResult<AgentState> run, CancellationToken cancellationToken)
    {
        var isAnswered = false;
        foreach (var request in run.Waiting.Where(request => request.RunId == run.RunId && request.Kind != PersonRequestKind.UncertainEffect))
        {
            if (await hooks.TellAsync(request, run.RunId, run.State.User, null, null, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                await runner.AnswerAsync(run.RunId, request.Key, answer, cancellationToken).ConfigureAwait(false);
                isAnswered = true;
            }
        }

        return isAnswered;
    }

    /// <returns>The run as it was found, where hooks are to be told of it.</returns>
    private async Task<AgentState?> BeginAsync(RunHead head, CancellationToken cancellationToken)
    {
        var isResumed = head.Token > 0 && services.Hooks.HasHooks(HookPoint.RunResumed);
        if (!isResumed && !services.Hooks.HasHooks(HookPoint.RunPaused))
        {
            return null;
        }

        // Also for those that pause: then the journal may be what is away.
        var state = (await runner.ReadAsync(head.Id, cancellationToken).ConfigureAwait(false)).State;
        if (isResumed)
        {
            await hooks.TellAsync(HookPoint.RunResumed, head.Id, state.User, state.Input, null, cancellationToken).ConfigureAwait(false);
        }

        return state;
    }

    private async Task<RunResult<AgentState>> WorkAsync(Guid runId, CancellationToken cancellationToken)
    {
        var run = await runner.ResumeAsync(runId, cancellationToken).ConfigureAwait(false);
        while (run.Status == RunStatus.Waiting && await AnswerByHooksAsync(run, cancellationToken).ConfigureAwait(false))
        {
            run = await runner.ResumeAsync(runId, cancellationToken).ConfigureAwait(false);
        }

        return run;
    }

    /// <summary>The run has come to rest. It is shown so even where the caller leaves in this moment: nobody else would.</summary>
    private async Task<AgentResult> RestAsync(RunResult<AgentState> run)
    {
        var result = ToResult(run, services.Backend);
        await EndCodeAsync(run.RunId).ConfigureAwait(false);

        // What another host, or a call from outside, has ended meanwhile, they have shown as ended.
        var isEnded = !run.IsRead && result.Status is not (RunStatus.Waiting or RunStatus.Running);
        await hooks.TellAsync(isEnded ? HookPoint.RunEnded : HookPoint.RunPaused, run.RunId, run.State.User, run.State.Input, result, CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    /// <summary>The run is left as it is: its caller pauses it, another host has it, or this one cannot go on with it.</summary>
    private async Task LeaveAsync(RunHead head, AgentState? state)
    {
        await EndCodeAsync(head.Id).ConfigureAwait(false);
        var result = new AgentResult { RunId = head.Id, Status = RunStatus.Running, Backend = services.Backend };
        await hooks.TellAsync(HookPoint.RunPaused, head.Id, state?.User ?? head.User, state?.Input ?? "", result, CancellationToken.None).ConfigureAwait(false);
    }

    // A run that rests keeps no process: what its code defined is made again when it goes on.
    private ValueTask EndCodeAsync(Guid runId) => services.Code?.EndAsync(runId) ?? ValueTask.CompletedTask;
}
