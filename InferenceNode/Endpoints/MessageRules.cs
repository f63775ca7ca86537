using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a conversation: known roles, text where text belongs, and every tool result with the call it answers.</summary>
internal static class MessageRules
{
    public static ApiError? Check(IReadOnlyList<ChatMessage>? messages)
    {
        if (messages is null)
        {
            return ApiErrors.MissingParameter("messages", "'messages' is missing.");
        }

        if (messages.Count == 0)
        {
            return ApiErrors.InvalidValue("messages", "'messages' must have at least one message.");
        }

        var openCalls = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < messages.Count; i++)
        {
            if (CheckMessage(messages[i], $"messages[{i}]", openCalls) is { } error)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckMessage(ChatMessage? message, string at, HashSet<string> openCalls) => message?.Role switch
    {
        "system" or "developer" or "user" => CheckContent(message.Content, at),
        "assistant" => CheckAssistant(message, at, openCalls),
        "tool" => CheckContent(message.Content, at) ?? CheckToolResult(message, at, openCalls),
        _ => ApiErrors.InvalidValue($"{at}.role", "A message's role must be 'system', 'developer', 'user', 'assistant' or 'tool'."),
    };

    private static ApiError? CheckAssistant(ChatMessage message, string at, HashSet<string> openCalls)
    {
        if (message.Extra?.Keys.FirstOrDefault(name => name is "function_call" or "audio") is { } name && message.Extra[name].ValueKind != System.Text.Json.JsonValueKind.Null)
        {
            return ApiErrors.UnsupportedParameter($"{at}.{name}", $"'{name}' is not served; use 'tool_calls'.");
        }

        if (message.ToolCalls is not { Count: > 0 } calls)
        {
            return CheckContent(message.Content, at);
        }

        return CheckCalls(calls, at, openCalls) ?? (message.Content is null or { Text: null, Parts: null } ? null : CheckContent(message.Content, at));
    }

    private static ApiError? CheckCalls(IReadOnlyList<ToolCall> calls, string at, HashSet<string> openCalls)
    {
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i];
            var error = call switch
            {
                null or { Id: null or "" } => ApiErrors.InvalidValue($"{at}.tool_calls[{i}].id", "A tool call needs an id."),
                { Type: not (null or "function") } => ApiErrors.InvalidValue($"{at}.tool_calls[{i}].type", "A tool call's type must be 'function'."),
                { Function.Name: null or "" } or { Function: null } => ApiErrors.InvalidValue($"{at}.tool_calls[{i}].function.name", "A tool call needs its function's name."),
                _ when !openCalls.Add(call.Id) => ApiErrors.InvalidValue($"{at}.tool_calls[{i}].id", "Two tool calls have the same id."),
                _ => null,
            };
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    private static ApiError? CheckToolResult(ChatMessage message, string at, HashSet<string> openCalls) =>
        message.ToolCallId is { Length: > 0 } id && openCalls.Remove(id)
            ? null
            : ApiErrors.InvalidValue($"{at}.tool_call_id", "A tool message must answer a call of an earlier assistant message, once: 'tool_call_id' is the call's id.");

    private static ApiError? CheckContent(MessageContent? content, string at)
    {
        if (content?.Parts is not { } parts)
        {
            return content?.Text is null ? ApiErrors.InvalidValue($"{at}.content", "A message's content must be a string or an array of text parts.") : null;
        }

        for (var i = 0; i < parts.Count; i++)
        {
            if (parts[i] is not { Type: "text" })
            {
                return parts[i]?.Type is null
                    ? ApiErrors.InvalidValue($"{at}.content[{i}].type", "A content part needs a type.")
                    : ApiErrors.UnsupportedParameter($"{at}.content[{i}].type", "Only text parts are served; this model reads no images, audio or files.");
            }

            if (parts[i].Text is null)
            {
                return ApiErrors.InvalidValue($"{at}.content[{i}].text", "A text part needs its text.");
            }
        }

        return null;
    }
}
