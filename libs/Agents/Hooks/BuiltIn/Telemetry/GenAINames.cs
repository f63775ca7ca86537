namespace Switchyard.Agents.Hooks.BuiltIn.Telemetry;

/// <summary>
/// The names of OpenTelemetry's conventions for generative AI, v1.41.1: the last text that is frozen
/// (https://github.com/open-telemetry/semantic-conventions/tree/v1.41.1/docs/gen-ai).
/// </summary>
internal static class GenAINames
{
    public const string InvokeAgent = "invoke_agent";
    public const string InvokeWorkflow = "invoke_workflow";
    public const string Chat = "chat";
    public const string ExecuteTool = "execute_tool";

    public const string OperationName = "gen_ai.operation.name";
    public const string ProviderName = "gen_ai.provider.name";
    public const string ConversationId = "gen_ai.conversation.id";
    public const string AgentName = "gen_ai.agent.name";
    public const string WorkflowName = "gen_ai.workflow.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string RequestTemperature = "gen_ai.request.temperature";
    public const string RequestTopP = "gen_ai.request.top_p";
    public const string RequestMaxTokens = "gen_ai.request.max_tokens";
    public const string ResponseId = "gen_ai.response.id";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CachedInputTokens = "gen_ai.usage.cache_read.input_tokens";
    public const string TokenType = "gen_ai.token.type";
    public const string ToolName = "gen_ai.tool.name";
    public const string ToolDescription = "gen_ai.tool.description";
    public const string ToolType = "gen_ai.tool.type";
    public const string ToolCallId = "gen_ai.tool.call.id";
    public const string ErrorType = "error.type";

    public const string OperationDuration = "gen_ai.client.operation.duration";
    public const string TokenUsage = "gen_ai.client.token.usage";

    /// <summary>The provider of agents and workflows: this product.</summary>
    public const string OwnProvider = "switchyard";

    /// <summary>The error type of a tool that answered with an error, and of a run that did not end well.</summary>
    public const string OtherError = "_OTHER";

    /// <summary>Gets the error type of a model call that failed.</summary>
    public static string? TypeOf(Exception? error) => error?.GetType().FullName;
}
