using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks the tools of a chat completion request.</summary>
internal static class ToolRules
{
    private const int MaxTools = 128;
    private const int MaxNameLength = 64;

    public static ApiError? Check(ChatCompletionRequest request) =>
        CheckTools(request.Tools)
        ?? CheckToolChoice(request.ToolChoice)
        ?? (request.ParallelToolCalls is false ? ApiErrors.UnsupportedParameter("parallel_tool_calls", "'parallel_tool_calls': false is not served yet; leave it out.") : null);

    /// <summary>Gets whether the model may call tools.</summary>
    public static bool MayCall(ChatCompletionRequest request) => request.Tools is { Count: > 0 } && !(request.ToolChoice is { ValueKind: JsonValueKind.String } choice && choice.ValueEquals("none"));

    public static ApiError? CheckTools(IReadOnlyList<ToolDefinition>? tools)
    {
        if (tools is { Count: > MaxTools })
        {
            return ApiErrors.InvalidValue("tools", $"At most {MaxTools} tools may be given.");
        }

        return tools?.Select(CheckTool).FirstOrDefault(error => error is not null);
    }

    private static ApiError? CheckTool(ToolDefinition? tool, int index)
    {
        var at = $"tools[{index}]";
        return tool switch
        {
            { Type: not "function" } or null => ApiErrors.InvalidValue($"{at}.type", "A tool's type must be 'function'."),
            _ when !IsName(tool.Function?.Name) => ApiErrors.InvalidValue($"{at}.function.name", $"A tool's name must have 1 to {MaxNameLength} letters, digits, '_' or '-'."),
            { Function.Parameters: { } parameters } when parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null) => ApiErrors.InvalidValue($"{at}.function.parameters", "A tool's parameters must be a JSON schema object."),
            { Function.Strict: true } => ApiErrors.UnsupportedParameter($"{at}.function.strict", "'strict': true is not served yet; leave it out."),
            _ => null,
        };
    }

    public static bool IsName(string? name) => name is { Length: > 0 and <= MaxNameLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static ApiError? CheckToolChoice(JsonElement? choice) => choice switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("auto") || text.ValueEquals("none") => null,
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("required") => ApiErrors.UnsupportedParameter("tool_choice", "'tool_choice': 'required' is not served yet; use 'auto' or 'none'."),
        { ValueKind: JsonValueKind.Object } => ApiErrors.UnsupportedParameter("tool_choice", "A named 'tool_choice' is not served yet; use 'auto' or 'none'."),
        _ => ApiErrors.InvalidValue("tool_choice", "'tool_choice' must be 'auto' or 'none'."),
    };
}
