using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Inference.Tests;

/// <summary>Takes a golden prompt apart again into the messages and tools that a client would have sent for it.</summary>
internal sealed partial class GoldenConversation
{
    private const string ToolsHeading = "Tools:\n";

    private GoldenConversation(string prompt)
    {
        foreach (Match turn in Turns().Matches(prompt))
        {
            Add(turn.Groups["role"].Value, turn.Groups["text"].Value);
        }
    }

    public List<ChatMessage> Messages { get; } = [];

    public List<ToolDefinition> Tools { get; } = [];

    public static GoldenConversation Parse(string prompt) => new(prompt);

    private void Add(string role, string text)
    {
        var tools = role == "system" ? text.IndexOf(ToolsHeading, StringComparison.Ordinal) : -1;
        if (tools >= 0)
        {
            Tools.AddRange(ToolLines().Matches(text[tools..]).Select(ToTool));
            text = text[..Math.Max(0, tools - 1)];
        }

        if (role == "user" && ToolResults().Match(text) is { Success: true } result)
        {
            Messages.Add(new ChatMessage { Role = "tool", ToolCallId = "call_1", Content = result.Groups["text"].Value });
        }
        else if (role == "assistant" && ToolCalls().Matches(text) is { Count: > 0 } calls)
        {
            Messages.Add(new ChatMessage { Role = role, Content = text[..calls[0].Index].TrimEnd('\n'), ToolCalls = [.. calls.Select(ToCall)] });
        }
        else if (text.Length > 0 || role != "system")
        {
            Messages.Add(new ChatMessage { Role = role, Content = text });
        }
    }

    private static ToolCall ToCall(Match match)
    {
        using var call = JsonDocument.Parse(match.Groups["json"].Value);
        var function = new FunctionCall { Name = call.RootElement.GetProperty("name").GetString(), Arguments = call.RootElement.GetProperty("arguments").GetRawText() };
        return new ToolCall { Id = "call_1", Type = "function", Function = function };
    }

    private static ToolDefinition ToTool(Match line)
    {
        var names = line.Groups["parameters"].Value.Split(", ", StringSplitOptions.RemoveEmptyEntries);
        var schema = new { type = "object", properties = names.ToDictionary(name => name, _ => new { type = "string" }) };
        var function = new FunctionDefinition { Name = line.Groups["name"].Value, Description = line.Groups["description"].Value, Parameters = JsonSerializer.SerializeToElement(schema) };
        return new ToolDefinition { Type = "function", Function = function };
    }

    [GeneratedRegex(@"<\|im_start\|>(?<role>\w+)\n(?<text>.*?)<\|im_end\|>\n", RegexOptions.Singleline)]
    private static partial Regex Turns();

    [GeneratedRegex(@"^- (?<name>\w+)\((?<parameters>[^)]*)\): (?<description>.*)$", RegexOptions.Multiline)]
    private static partial Regex ToolLines();

    [GeneratedRegex(@"^<tool_response>\n(?<text>.*)\n</tool_response>$", RegexOptions.Singleline)]
    private static partial Regex ToolResults();

    [GeneratedRegex(@"<tool_call>\n(?<json>.*?)\n</tool_call>", RegexOptions.Singleline)]
    private static partial Regex ToolCalls();
}
