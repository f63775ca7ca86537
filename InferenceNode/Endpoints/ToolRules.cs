using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks the tools of a chat completion request and says which of them may or must be called.</summary>
internal static class ToolRules
{
    private const int MaxTools = 128;
    private const int MaxNameLength = 64;

    public static ApiError? Check(ChatCompletionRequest request) => CheckTools(request.Tools) ?? CheckToolChoice(request);

    /// <summary>Gets whether the model may call tools.</summary>
    public static bool MayCall(ChatCompletionRequest request) => request.Tools is { Count: > 0 } && !Is(request.ToolChoice, "none");

    /// <summary>Gets whether the model must call a tool.</summary>
    public static bool MustCall(ChatCompletionRequest request) => Is(request.ToolChoice, "required") || IsNamed(request);

    /// <summary>Gets whether the request names the function that must be called.</summary>
    public static bool IsNamed(ChatCompletionRequest request) => FindNamed(request.ToolChoice) is not null;

    /// <summary>Gets the tools the model may call: the named one, or all.</summary>
    public static IReadOnlyList<ToolDefinition> GetCallable(ChatCompletionRequest request) =>
        FindNamed(request.ToolChoice) is { } name ? [.. request.Tools!.Where(tool => tool.Function!.Name == name)] : request.Tools ?? [];

    public static ApiError? CheckTools(IReadOnlyList<ToolDefinition>? tools)
    {
        if (tools is { Count: > MaxTools })
        {
            return ApiErrors.InvalidValue("tools", $"At most {MaxTools} tools may be given.");
        }

        return tools?.Select(CheckTool).FirstOrDefault(error => error is not null) ?? CheckUnique(tools);
    }

    public static bool IsName(string? name) => name is { Length: > 0 and <= MaxNameLength } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private static ApiError? CheckTool(ToolDefinition? tool, int index)
    {
        var at = $"tools[{index}]";
        return tool switch
        {
            { Type: not "function" } or null => ApiErrors.InvalidValue($"{at}.type", "A tool's type must be 'function'."),
            _ when !IsName(tool.Function?.Name) => ApiErrors.InvalidValue($"{at}.function.name", $"A tool's name must have 1 to {MaxNameLength} letters, digits, '_' or '-'."),
            { Function.Parameters: { } parameters } when parameters.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null) => ApiErrors.InvalidValue($"{at}.function.parameters", "A tool's parameters must be a JSON schema object."),
            _ => null,
        };
    }

    private static ApiError? CheckUnique(IReadOnlyList<ToolDefinition>? tools)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < tools?.Count; i++)
        {
            if (!names.Add(tools[i].Function!.Name!))
            {
                return ApiErrors.InvalidValue($"tools[{i}].function.name", "Two tools have the same name.");
            }
        }

        return null;
    }

    private static ApiError? CheckToolChoice(ChatCompletionRequest request) => request.ToolChoice switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        var choice when Is(choice, "auto") || Is(choice, "none") => null,
        var choice when Is(choice, "required") => CheckForced(request),
        var choice when FindNamed(choice) is { } => CheckForced(request),
        _ => ApiErrors.InvalidValue("tool_choice", "'tool_choice' must be 'none', 'auto', 'required' or an object that names a function."),
    };

    private static ApiError? CheckForced(ChatCompletionRequest request)
    {
        if (request.Tools is not { Count: > 0 })
        {
            return ApiErrors.InvalidValue("tool_choice", "A tool must be called, but none is given in 'tools'.");
        }

        return GetCallable(request).Count == 0 ? ApiErrors.InvalidValue("tool_choice", "'tool_choice' names a function that is not among the tools.") : null;
    }

    private static bool Is(JsonElement? choice, string value) => choice is { ValueKind: JsonValueKind.String } text && text.ValueEquals(value);

    private static string? FindNamed(JsonElement? choice) =>
        choice is { ValueKind: JsonValueKind.Object } named
        && named.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("function")
        && named.TryGetProperty("function", out var function) && function.ValueKind == JsonValueKind.Object
        && function.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
}
