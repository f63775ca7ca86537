using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects;
using Switchyard.Dialects.Requests;
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

    /// <summary>Checks the same of a request in another dialect.</summary>
    public static ApiError? Check(ModelRequest request)
    {
        HashSet<string>? open = null;
        foreach (var part in request.Messages.SelectMany(static message => message.Parts))
        {
            if (part is ToolCallPart call)
            {
                (open ??= new HashSet<string>(StringComparer.Ordinal)).Add(call.Id);
            }
            else if (part is ToolResultPart result && open?.Remove(result.CallId) != true)
            {
                var member = $"{part.Field}.{(request.Source == Dialect.Anthropic ? "tool_use_id" : "call_id")}";
                return ApiErrors.InvalidValue(member, $"'{member}': a result must answer a call of the model before it, and each call once.");
            }
        }

        return null;
    }
}
