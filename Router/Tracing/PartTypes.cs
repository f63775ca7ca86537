namespace Switchyard.Router.Tracing;

/// <summary>The words of the API for what a part is.</summary>
internal static class PartTypes
{
    public const string Text = "text";
    public const string Reasoning = "reasoning";
    public const string Refusal = "refusal";
    public const string ToolCall = "tool_call";
    public const string ToolResult = "tool_result";
    public const string Media = "media";
    public const string Error = "error";
    public const string Json = "json";
    public const string Other = "other";
}
