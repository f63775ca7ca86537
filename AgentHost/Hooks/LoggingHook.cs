using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.BuiltIn;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.AgentHost.Hooks;

/// <summary>Writes what agents do to the log: who, what, how long, how it ended. What was said and with which arguments is written at Trace only.</summary>
internal sealed partial class LoggingHook(ILogger<LoggingHook> logger) : IHook
{
    public string Name => "logging";

    public int Priority => HookPriorities.Observation;

    public IReadOnlyList<HookPoint> Points { get; } =
    [
        HookPoint.RunStarting, HookPoint.RunResumed, HookPoint.RunPaused, HookPoint.RunEnded, HookPoint.ModelCalled, HookPoint.ToolCalling, HookPoint.ToolCalled,
        HookPoint.Retrying, HookPoint.Failed, HookPoint.BudgetExceeded,
    ];

    public bool OnlyObserves => true;

    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        switch (context)
        {
            case RunHookContext run:
                LogRun(run.RunId, run.Agent, run.Point, run.Result?.Status);
                break;
            case ModelHookContext call:
                if (logger.IsEnabled(LogLevel.Debug))
                {
                    var error = call.Error is { } thrown ? thrown.GetType().Name : null;
                    LogModelCall(call.RunId, call.Step, call.Response?.ModelId ?? call.Options.ModelId, call.Duration, call.Response?.Usage?.InputTokenCount, call.Response?.Usage?.OutputTokenCount, error);
                }

                LogAnswerSensitive(call.RunId, call.Response);
                break;
            case ToolHookContext { Point: HookPoint.ToolCalling } call:
                LogToolCallSensitive(call.RunId, call.Tool.Name, call.Arguments);
                break;
            case ToolHookContext call:
                LogToolCall(call.RunId, call.Step, call.Tool.Name, call.Duration, call.Result?.IsSuccess);
                LogToolResultSensitive(call.RunId, call.Tool.Name, call.Result?.Output);
                break;
            case ErrorHookContext failure:
                LogFailure(failure.RunId, failure.Operation, failure.Point, failure.Attempts, failure.Exception?.GetType().Name);
                break;
            case BudgetHookContext budget:
                LogBudget(budget.RunId, budget.Agent, budget.Limit);
                break;
        }

        return new(HookResult.Continue);
    }
}
