using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Reads messages requests.</summary>
/// <param name="needsLimit">Whether <c>max_tokens</c> must be there, as it must unless the tokens are only counted.</param>
internal sealed class AnthropicRequestReader(bool needsLimit) : RequestReader
{
    private static readonly string[] s_refused = ["mcp_servers", "container"];

    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
    [
        .. s_refused, "model", "messages", "system", "max_tokens", "temperature", "top_p", "top_k", "stop_sequences", "stream", "tools", "tool_choice",
        "thinking", "metadata", "output_config", "output_format",
    ]);

    private static readonly FrozenSet<string> s_blockMembers = FrozenSet.Create(
        "type", "text", "source", "title", "id", "name", "input", "tool_use_id", "content", "is_error", "thinking", "signature", "data", "cache_control");

    private static readonly FrozenSet<string> s_toolMembers = FrozenSet.Create("type", "name", "description", "input_schema", "strict", "cache_control");

    protected override ModelRequest Read(JsonField root)
    {
        Refuse(root, s_refused);
        var choice = root["tool_choice"];
        return new ModelRequest
        {
            Source = Dialect.Anthropic,
            Model = root["model"].Text(),
            Instructions = ReadInstructions(root["system"]),
            Messages = ReadMessages(root["messages"]),
            Tools = [.. root["tools"].Items().Select(ReadTool)],
            ToolChoice = ReadChoice(choice),
            ParallelToolCalls = choice["disable_parallel_tool_use"].Flag() is { } isSerial ? !isSerial : null,
            Sampling = ReadSampling(root),
            ResponseFormat = ReadFormat(root["output_config"]["format"]) ?? ReadFormat(root["output_format"]),
            Reasoning = ReadReasoning(root),
            User = root["metadata"]["user_id"].OptionalText(),
            Stream = root["stream"].Flag() == true,
            Extra = ExtraMembers(root, s_known),
            Unread = UnreadMembers(root),
        };
    }

    private static IReadOnlyList<TextPart> ReadInstructions(JsonField system)
    {
        if (system.IsAbsent)
        {
            return [];
        }

        var parts = BlockReader.ReadContent(system);
        return parts.Find(part => part is not TextPart) is { } other
            ? throw new JsonShapeException(other.Field, $"'{other.Field}' must be text.")
            : [.. parts.Cast<TextPart>()];
    }

    private static List<Message> ReadMessages(JsonField messages)
    {
        if (messages.IsAbsent)
        {
            throw messages.Wrong("an array");
        }

        List<Message> read = [];
        foreach (var message in messages.Items())
        {
            var parts = BlockReader.ReadContent(message["content"]);
            switch (message["role"].Text())
            {
                case "assistant":
                    read.Add(new Message(MessageRole.Assistant, parts, message.Path));
                    break;
                case "user":
                    AddUser(read, parts, message.Path);
                    break;
                default:
                    throw message["role"].Wrong("user or assistant");
            }
        }

        return read;
    }

    // One turn holds the results of calls and what the person says to them; other dialects keep them apart, results first.
    private static void AddUser(List<Message> messages, List<MessagePart> parts, string field)
    {
        var results = parts.Where(part => part is ToolResultPart).ToList();
        var others = parts.Where(part => part is not ToolResultPart).ToList();
        if (results.Count > 0)
        {
            messages.Add(new Message(MessageRole.Tool, results, field));
        }

        if (others.Count > 0 || results.Count == 0)
        {
            messages.Add(new Message(MessageRole.User, others, field));
        }
    }

    private static Tool ReadTool(JsonField tool)
    {
        if (tool["type"].OptionalText() is { } type and not "custom")
        {
            throw tool["type"].Unsupported($"is '{type}', which only Anthropic runs");
        }

        return new Tool(tool["name"].Text(), tool["description"].OptionalText(), tool["input_schema"].OptionalObject(), tool["strict"].Flag(), tool.Path)
        {
            CacheControl = tool["cache_control"].OptionalObject(),
        };
    }

    private static ToolChoice? ReadChoice(JsonField choice)
    {
        if (choice.IsAbsent)
        {
            return null;
        }

        return choice["type"].Text() switch
        {
            "auto" => new ToolChoice(ToolChoiceKind.Auto),
            "none" => new ToolChoice(ToolChoiceKind.None),
            "any" => new ToolChoice(ToolChoiceKind.Required),
            "tool" => new ToolChoice(ToolChoiceKind.Function, choice["name"].Text()),
            _ => throw choice["type"].Wrong("auto, any, tool or none"),
        };
    }

    private SamplingOptions ReadSampling(JsonField root) => new()
    {
        MaxOutputTokens = root["max_tokens"].WholeNumber() ?? (needsLimit ? throw root["max_tokens"].Wrong("an integer") : null),
        Temperature = root["temperature"].Number(),
        TopP = root["top_p"].Number(),
        TopK = root["top_k"].WholeNumber(),
        Stop = SamplingJson.ReadStop(root["stop_sequences"]),
    };

    private static ResponseFormat? ReadFormat(JsonField format) => format.IsAbsent
        ? null
        : new ResponseFormat(ResponseFormatKind.JsonSchema, format["schema"].OptionalObject() ?? throw format["schema"].Wrong("an object"));

    private static ReasoningOptions? ReadReasoning(JsonField root)
    {
        var effort = root["output_config"]["effort"].OptionalText();
        var thinking = ThinkingJson.Read(root["thinking"]);
        return effort is null || thinking?.IsOff == true || thinking?.BudgetTokens is not null ? thinking : new ReasoningOptions(effort, null);
    }

    private static List<string> UnreadMembers(JsonField root)
    {
        List<string> unread = [];
        foreach (var message in root["messages"].Items())
        {
            if (message["content"].Kind == JsonValueKind.Array)
            {
                foreach (var block in message["content"].Items())
                {
                    CollectUnread(block, s_blockMembers, unread);
                }
            }
        }

        foreach (var tool in root["tools"].Items())
        {
            CollectUnread(tool, s_toolMembers, unread);
        }

        return unread;
    }
}
