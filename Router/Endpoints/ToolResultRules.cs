using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>Every tool result answers one call made before it: upstreams that are not told so answer as if it were the user's own words.</summary>
internal static class ToolResultRules
{
    public static ApiError? Check(IReadOnlyList<ChatMessage> messages)
    {
        HashSet<string>? open = null;
        for (var i = 0; i < messages.Count; i++)
        {
            foreach (var call in messages[i].ToolCalls ?? [])
            {
                (open ??= new HashSet<string>(StringComparer.Ordinal)).Add(call?.Id ?? string.Empty);
            }

            if (messages[i].Role == "tool" && (messages[i].ToolCallId is not { } id || open?.Remove(id) != true))
            {
                return ApiErrors.InvalidValue($"messages[{i}].tool_call_id", "A tool message must answer a tool call of an assistant message before it, and each call once.");
            }
        }

        return null;
    }
}
