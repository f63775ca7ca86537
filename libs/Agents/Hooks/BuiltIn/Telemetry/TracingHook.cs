using System.Collections.Concurrent;
using System.Diagnostics;

namespace Switchyard.Agents.Hooks.BuiltIn.Telemetry;

/// <summary>
/// Writes spans as OpenTelemetry's conventions for generative AI name them: <c>invoke_agent</c> for the time in which a run works, and <c>chat</c>,
/// <c>execute_tool</c> and <c>invoke_workflow</c>. None has content. A run that waits for a person has a span before and one after.
/// </summary>
public sealed class TracingHook : IHook
{
    // Runs begin and end with contexts of their own, which may even be in different processes.
    private readonly ConcurrentDictionary<Guid, Activity> _runs = new();

    /// <inheritdoc/>
    public string Name => "tracing";

    /// <inheritdoc/>
    public int Priority => HookPriorities.Observation;

    /// <inheritdoc/>
    public IReadOnlyList<HookPoint> Points { get; } =
    [
        HookPoint.RunStarting, HookPoint.RunResumed, HookPoint.RunPaused, HookPoint.RunEnded, HookPoint.ModelCalling, HookPoint.ModelCalled,
        HookPoint.ToolCalling, HookPoint.ToolCalled, HookPoint.WorkflowStarting, HookPoint.WorkflowEnded,
    ];

    /// <inheritdoc/>
    public bool OnlyObserves => true;

    /// <inheritdoc/>
    public ValueTask<HookResult> InvokeAsync(HookContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        switch (context.Point)
        {
            case HookPoint.RunStarting or HookPoint.RunResumed:
                StartRun(context);
                break;
            case HookPoint.RunPaused or HookPoint.RunEnded:
                EndRun(context);
                break;
            case HookPoint.ModelCalling or HookPoint.ToolCalling or HookPoint.WorkflowStarting:
                context.Activity = GenAISpans.Start(context, _runs.GetValueOrDefault(context.RunId)?.Context ?? default);
                break;
            default:
                GenAISpans.End(context, context.Activity);
                context.Activity = null;
                break;
        }

        return new(HookResult.Continue);
    }

    private void StartRun(HookContext context)
    {
        if (GenAISpans.Start(context, default) is { } span)
        {
            context.Activity = span;
            if (_runs.TryRemove(context.RunId, out var left))
            {
                // The same run goes on in this process without having ended: another has taken it over meanwhile.
                left.Dispose();
            }

            _runs[context.RunId] = span;
        }
    }

    private void EndRun(HookContext context)
    {
        if (_runs.TryRemove(context.RunId, out var span))
        {
            GenAISpans.End(context, span);
            context.Activity = null;
        }
    }
}
