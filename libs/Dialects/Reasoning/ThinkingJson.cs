using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Reasoning;

/// <summary>Anthropic's <c>thinking</c> object, which some chat-completion servers take as well.</summary>
internal static class ThinkingJson
{
    public static ReasoningOptions? Read(JsonField thinking)
    {
        if (thinking.IsAbsent)
        {
            return null;
        }

        return thinking["type"].Text() switch
        {
            "enabled" => thinking["budget_tokens"].WholeNumber() is { } budget ? new ReasoningOptions(null, budget) : new ReasoningOptions("medium", null),
            "disabled" => new ReasoningOptions("none", null),
            "adaptive" or "auto" => new ReasoningOptions(null, null),
            _ => throw thinking["type"].Wrong("enabled, disabled or adaptive"),
        };
    }
}
