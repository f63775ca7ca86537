using System.Diagnostics;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Journal;

namespace Switchyard.Agents.Composition;

/// <summary>
/// Shows hooks the workflows of an agent that calls others. Each is seen to begin once and to end once, wherever it is worked on in between: what a hook refuses or replaces at its beginning is
/// not begun, so that it can be asked again under the same name.
/// </summary>
internal sealed class WorkflowHooks(string name, IRunJournal journal, HookPipeline hooks)
{
    /// <summary>Gets whether anybody is told that one has ended.</summary>
    public bool AreToldOfTheEnd => hooks.HasHooks(HookPoint.WorkflowEnded);

    /// <summary>Has a workflow worked on.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="work">Works on it, and says whether it was this that brought the workflow to where it is.</param>
    /// <param name="cancellationToken">Pauses it.</param>
    public async Task<AgentResult> RunAsync(AgentTask task, Func<AgentTask, CancellationToken, Task<(AgentResult Result, bool IsOwn)>> work, CancellationToken cancellationToken)
    {
        var context = Create(HookPoint.WorkflowStarting, task);
        if (hooks.HasHooks(HookPoint.WorkflowStarting) && await journal.FindAsync(task.RunId, cancellationToken).ConfigureAwait(false) is null)
        {
            var verdict = await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
            if (verdict.IsVetoed)
            {
                return new AgentResult { RunId = task.RunId, Status = RunStatus.Failed, Error = $"The workflow was refused: {verdict.Reason} ({verdict.Hook})" };
            }

            if (verdict.IsReplaced)
            {
                return context.Result! with { RunId = task.RunId };
            }
        }

        var outer = Activity.Current;
        try
        {
            Activity.Current = context.Activity ?? outer;
            var (result, isOwn) = await work(task with { Input = context.Input }, cancellationToken).ConfigureAwait(false);
            if (isOwn && result.Status is RunStatus.Completed or RunStatus.Failed)
            {
                await EndAsync(context, result).ConfigureAwait(false);
            }

            return result;
        }
        finally
        {
            // Where it waits or is paused, the rest of it has no span.
            context.Activity?.Dispose();
            Activity.Current = outer;
        }
    }

    /// <summary>A workflow was ended from outside.</summary>
    public Task EndAsync(AgentTask task, AgentResult result) => EndAsync(Create(HookPoint.WorkflowEnded, task), result);

    private async Task EndAsync(WorkflowHookContext context, AgentResult result)
    {
        (context.Point, context.Result) = (HookPoint.WorkflowEnded, result);
        await hooks.RunAsync(context, CancellationToken.None).ConfigureAwait(false);
    }

    private WorkflowHookContext Create(HookPoint point, AgentTask task) => new(point) { RunId = task.RunId, Agent = name, User = task.User, Workflow = name, Input = task.Input };
}
