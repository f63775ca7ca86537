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
        var isWorking = isFirst && await CanGoOnAsync(head, cancellationToken).ConfigureAwait(false);
        if (isWorking && head.Token > 0 && services.Hooks.HasHooks(HookPoint.RunResumed))
        {
            var before = await runner.ReadAsync(head.Id, cancellationToken).ConfigureAwait(false);
            await hooks.TellAsync(HookPoint.RunResumed, head.Id, before.State, null, cancellationToken).ConfigureAwait(false);
        }

        var run = await runner.ResumeAsync(head.Id, cancellationToken).ConfigureAwait(false);
        while (isWorking && run.Status == RunStatus.Waiting && await AnswerByHooksAsync(run, cancellationToken).ConfigureAwait(false))
        {
            run = await runner.ResumeAsync(head.Id, cancellationToken).ConfigureAwait(false);
        }

        var result = ToResult(run, services.Backend);
        return isWorking ? await RestAsync(run, result, cancellationToken).ConfigureAwait(false) : result;
    }

    public static AgentResult ToResult(RunResult<AgentState> run, string backend) =>
        AgentResult.Of(run, backend) with { Handoff = run.State.Handoff, Waiting = [.. run.Waiting.Select(ToolCallRequest.Show)] };

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

    private async Task<AgentResult> RestAsync(RunResult<AgentState> run, AgentResult result, CancellationToken cancellationToken)
    {
        if (result.Status is RunStatus.Completed or RunStatus.Failed && result.Error is not null)
        {
            result = await hooks.FailAsync(result, run.State.User, cancellationToken).ConfigureAwait(false);
        }

        // A run that rests keeps no process: what its code defined is made again when it goes on.
        if (services.Code is { } code)
        {
            await code.EndAsync(run.RunId).ConfigureAwait(false);
        }

        var point = result.Status is RunStatus.Waiting or RunStatus.Running ? HookPoint.RunPaused : HookPoint.RunEnded;
        await hooks.TellAsync(point, run.RunId, run.State, result, cancellationToken).ConfigureAwait(false);
        return result;
    }
}
