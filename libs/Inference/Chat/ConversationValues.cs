using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Chat;

/// <summary>A conversation as template values. Every text of the caller's is guarded, so that none becomes a control token.</summary>
internal sealed class ConversationValues(ControlTokenGuard guard)
{
    public TemplateList Messages(IReadOnlyList<ChatMessage> messages) => TemplateList.List([.. messages.Select(Message)]);

    public object? Json(JsonElement element) => TemplateJson.FromElement(element, guard.Protect);

    public TemplateMap Tool(ToolDefinition tool)
    {
        var function = new TemplateMap { ["name"] = guard.Protect(tool.Function?.Name ?? string.Empty) };
        AddText(function, "description", tool.Function?.Description);
        if (tool.Function?.Parameters is { } parameters)
        {
            function["parameters"] = Json(parameters);
        }

        return new TemplateMap { ["type"] = "function", ["function"] = function };
    }

    private TemplateMap Message(ChatMessage message)
    {
        var map = new TemplateMap
        {
            ["role"] = message.Role == "developer" ? "system" : guard.Protect(message.Role ?? string.Empty),
            ["content"] = guard.Protect(message.Content?.ToText() ?? string.Empty),
        };
        AddText(map, "reasoning_content", message.ReasoningContent);
        AddText(map, "name", message.Name);
        AddText(map, "tool_call_id", message.ToolCallId);
        if (message.ToolCalls is { Count: > 0 } calls)
        {
            map["tool_calls"] = TemplateList.List([.. calls.Select(Call)]);
        }

        // Members of the caller's that a template may know.
        foreach (var (name, value) in message.Extra ?? [])
        {
            map.TryAdd(guard.Protect(name), Json(value));
        }

        return map;
    }

    private TemplateMap Call(ToolCall call)
    {
        var function = new TemplateMap { ["name"] = guard.Protect(call.Function?.Name ?? string.Empty), ["arguments"] = Arguments(call.Function?.Arguments) };
        var map = new TemplateMap { ["type"] = "function", ["function"] = function };
        AddText(map, "id", call.Id);
        return map;
    }

    private void AddText(TemplateMap map, string name, string? text)
    {
        if (text is not null)
        {
            map[name] = guard.Protect(text);
        }
    }

    // Templates are written for arguments as a mapping, OpenAI sends them as JSON text; text that is no JSON object stays text.
    private object? Arguments(string? arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Json(document.RootElement) : guard.Protect(arguments!);
        }
        catch (JsonException)
        {
            return guard.Protect(arguments!);
        }
    }
}
