using System.Diagnostics;
using Switchyard.Agents.Hooks.Contexts;

namespace Switchyard.Agents.Hooks.BuiltIn.Telemetry;

/// <summary>Begins and ends the spans of what hooks see.</summary>
internal static class GenAISpans
{
    /// <summary>Begins a span; <see langword="null"/> where nobody listens.</summary>
    /// <param name="context">What begins.</param>
    /// <param name="parent">The span it belongs to; the one that is current where there is none.</param>
    public static Activity? Start(HookContext context, ActivityContext parent) => context switch
    {
        RunHookContext run => Start(GenAINames.InvokeAgent, run.Agent, ActivityKind.Internal, parent, run, GenAINames.OwnProvider),
        WorkflowHookContext flow => Start(GenAINames.InvokeWorkflow, flow.Workflow, ActivityKind.Internal, parent, flow, GenAINames.OwnProvider)
            ?.SetTag(GenAINames.WorkflowName, flow.Workflow),
        ModelHookContext model => Start(model, parent),
        ToolHookContext tool => Start(GenAINames.ExecuteTool, tool.Tool.Name, ActivityKind.Internal, parent, tool, GenAINames.OwnProvider)
            ?.SetTag(GenAINames.ToolName, tool.Tool.Name)
            .SetTag(GenAINames.ToolType, "function")
            .SetTag(GenAINames.ToolDescription, tool.Tool.Description)
            .SetTag(GenAINames.ToolCallId, tool.CallId.Length > 0 ? tool.CallId : null),
        _ => null,
    };

    /// <summary>Ends a span with what came of it.</summary>
    public static void End(HookContext context, Activity? span)
    {
        switch (context)
        {
            case RunHookContext { Result: { } result }:
                End(span, result);
                break;
            case WorkflowHookContext { Result: { } result }:
                End(span, result);
                break;
            case ModelHookContext model:
                End(span, model);
                break;
            case ToolHookContext { Result.IsSuccess: false }:
                Fail(span, GenAINames.OtherError);
                break;
        }

        span?.Dispose();
    }

    private static Activity? Start(ModelHookContext call, ActivityContext parent) =>
        Start(GenAINames.Chat, call.Options.ModelId, ActivityKind.Client, parent, call, call.Provider)
            ?.SetTag(GenAINames.RequestModel, call.Options.ModelId)
            .SetTag(GenAINames.RequestTemperature, call.Options.Temperature)
            .SetTag(GenAINames.RequestTopP, call.Options.TopP)
            .SetTag(GenAINames.RequestMaxTokens, call.Options.MaxOutputTokens);

    private static Activity? Start(string operation, string? target, ActivityKind kind, ActivityContext parent, HookContext context, string provider) =>
        AgentTelemetry.Source.StartActivity(target is null ? operation : $"{operation} {target}", kind, parent)
            ?.SetTag(GenAINames.OperationName, operation)
            .SetTag(GenAINames.ProviderName, provider)
            .SetTag(GenAINames.AgentName, context.Agent)
            .SetTag(GenAINames.ConversationId, context.RunId.ToString());

    private static void End(Activity? span, ModelHookContext call)
    {
        if (call.Response is { } response)
        {
            span?.SetTag(GenAINames.ResponseId, response.ResponseId)
                .SetTag(GenAINames.ResponseModel, response.ModelId)
                .SetTag(GenAINames.FinishReasons, response.FinishReason is { } reason ? new[] { reason.Value } : null)
                .SetTag(GenAINames.InputTokens, response.Usage?.InputTokenCount)
                .SetTag(GenAINames.OutputTokens, response.Usage?.OutputTokenCount)
                .SetTag(GenAINames.CachedInputTokens, response.Usage?.CachedInputTokenCount);
        }

        if (GenAINames.TypeOf(call.Error) is { } error)
        {
            Fail(span, error);
        }
    }

    private static void End(Activity? span, AgentResult result)
    {
        span?.SetTag(GenAINames.ResponseModel, result.Model.Length > 0 ? result.Model : null)
            .SetTag(GenAINames.InputTokens, result.Usage.InputTokens)
            .SetTag(GenAINames.OutputTokens, result.Usage.OutputTokens);
        if (result.Error is not null)
        {
            Fail(span, GenAINames.OtherError);
        }
    }

    private static void Fail(Activity? span, string errorType) => span?.SetTag(GenAINames.ErrorType, errorType).SetStatus(ActivityStatusCode.Error);
}
