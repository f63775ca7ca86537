using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools.Retries;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>Shows hooks that a tool's call failed and is about to be made again, which they may refuse or put off.</summary>
/// <param name="hooks">The hooks.</param>
/// <param name="call">The call.</param>
internal sealed class RetryHooks(HookPipeline hooks, ToolHookContext call)
{
    public async ValueTask<TimeSpan?> AskAsync(FailedAttempt failed, CancellationToken cancellationToken)
    {
        if (!hooks.HasHooks(HookPoint.Retrying))
        {
            return failed.Delay;
        }

        var context = new ErrorHookContext(HookPoint.Retrying)
        {
            RunId = call.RunId,
            Agent = call.Agent,
            User = call.User,
            Step = call.Step,
            Node = call.Node,
            Operation = failed.Tool.Name,
            Error = failed.Attempt.Result.ErrorMessage ?? "",
            Exception = failed.Attempt.Broken,
            Attempts = failed.Made,
            Delay = failed.Delay,
        };
        return (await hooks.RunAsync(context, cancellationToken).ConfigureAwait(false)).IsVetoed ? null : context.Delay;
    }
}
