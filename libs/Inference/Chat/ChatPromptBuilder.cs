using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.Inference.Templates;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Chat;

/// <summary>Makes a model's prompt of a conversation with the model's own chat template.</summary>
/// <remarks>Immutable after loading and safe for concurrent use.</remarks>
public sealed class ChatPromptBuilder
{
    private readonly ChatTemplate _template;
    private readonly ControlTokenGuard _guard;
    private readonly IReadOnlyDictionary<string, string> _namedTokens;

    private ChatPromptBuilder(ChatTemplate template, Tokenizer tokenizer, IReadOnlyDictionary<string, string> namedTokens)
    {
        _template = template;
        _guard = new ControlTokenGuard(tokenizer.SpecialTokens);
        _namedTokens = namedTokens;
    }

    /// <summary>Loads the template of <paramref name="folder"/>: chat_template.jinja, or the one in tokenizer_config.json.</summary>
    /// <returns>Null when the model has no chat template.</returns>
    /// <exception cref="ModelLoadException">The template is broken.</exception>
    public static ChatPromptBuilder? Load(string folder, Tokenizer tokenizer)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        using var config = JsonFile.Parse(Path.Combine(folder, "tokenizer_config.json"));
        var file = Path.Combine(folder, "chat_template.jinja");
        var source = File.Exists(file) ? File.ReadAllText(file) : ReadTemplate(config.RootElement);
        if (source is null)
        {
            return null;
        }

        try
        {
            return new ChatPromptBuilder(ChatTemplate.Parse(source), tokenizer, ReadNamedTokens(config.RootElement));
        }
        catch (TemplateException exception)
        {
            throw new ModelLoadException($"The chat template of {folder} cannot be used. {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Makes the prompt's text, for <see cref="Tokenizer.Encode"/> with control tokens allowed: those that a message's text spells out are
    /// marked (see <see cref="ControlTokenGuard"/>) and stay text.
    /// </summary>
    /// <exception cref="TemplateException">The template refuses the conversation.</exception>
    public string Render(IReadOnlyList<ChatMessage> messages, IReadOnlyList<ToolDefinition>? tools)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var variables = new TemplateMap
        {
            ["messages"] = messages.Select(message => (object?)ToMap(message)).ToList(),
            ["tools"] = tools is { Count: > 0 } ? tools.Select(tool => (object?)ToMap(tool)).ToList() : null,
            ["add_generation_prompt"] = true,
        };
        foreach (var (name, text) in _namedTokens)
        {
            variables[name] = text;
        }

        return _template.Render(variables);
    }

    private static string? ReadTemplate(JsonElement config) => config.Find("chat_template") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Array } named => named.EnumerateArray().FirstOrDefault(item => item.FindString("name") == "default").FindString("template"),
        _ => null,
    };

    private static Dictionary<string, string> ReadNamedTokens(JsonElement config)
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in (string[])["bos_token", "eos_token", "pad_token", "unk_token"])
        {
            if ((config.FindString(name) ?? config.Find(name)?.FindString("content")) is { } text)
            {
                tokens[name] = text;
            }
        }

        return tokens;
    }

    private TemplateMap ToMap(ChatMessage message)
    {
        var map = new TemplateMap
        {
            ["role"] = message.Role == "developer" ? "system" : message.Role,
            ["content"] = _guard.Protect(message.Content?.ToText() ?? string.Empty),
        };
        AddText(map, "name", message.Name);
        AddText(map, "tool_call_id", message.ToolCallId);
        if (message.ToolCalls is { Count: > 0 } calls)
        {
            map["tool_calls"] = calls.Select(call => (object?)ToMap(call)).ToList();
        }

        return map;
    }

    private TemplateMap ToMap(ToolCall call)
    {
        var function = new TemplateMap { ["name"] = _guard.Protect(call.Function?.Name ?? string.Empty), ["arguments"] = ReadArguments(call.Function?.Arguments) };
        var map = new TemplateMap { ["type"] = "function", ["function"] = function };
        AddText(map, "id", call.Id);
        return map;
    }

    private TemplateMap ToMap(ToolDefinition tool)
    {
        var function = new TemplateMap { ["name"] = _guard.Protect(tool.Function?.Name ?? string.Empty) };
        AddText(function, "description", tool.Function?.Description);
        if (tool.Function?.Parameters is { } parameters)
        {
            function["parameters"] = TemplateJson.FromElement(parameters, _guard.Protect);
        }

        return new TemplateMap { ["type"] = "function", ["function"] = function };
    }

    private void AddText(TemplateMap map, string name, string? text)
    {
        if (text is not null)
        {
            map[name] = _guard.Protect(text);
        }
    }

    // Templates are written for arguments as a mapping, OpenAI sends them as JSON text; text that is no JSON object stays text.
    private object? ReadArguments(string? arguments)
    {
        try
        {
            using var document = JsonDocument.Parse(string.IsNullOrWhiteSpace(arguments) ? "{}" : arguments);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? TemplateJson.FromElement(document.RootElement, _guard.Protect)
                : _guard.Protect(arguments!);
        }
        catch (JsonException)
        {
            return _guard.Protect(arguments!);
        }
    }
}
