using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Reads chat-completion requests.</summary>
internal sealed class ChatRequestReader : RequestReader
{
    private static readonly string[] s_refused = ["functions", "function_call", "audio", "web_search_options"];

    /// <summary>The members that are read; nothing that passes through may have one of these names, or a body would name it twice.</summary>
    public static readonly FrozenSet<string> Known = FrozenSet.Create(
    [
        .. SamplingJson.Members, .. s_refused,
        "model", "messages", "tools", "tool_choice", "parallel_tool_calls", "response_format", "logprobs", "top_logprobs", "max_completion_tokens",
        "user", "safety_identifier", "metadata", "stream", "stream_options", "reasoning_effort", "reasoning", "thinking", "modalities",
    ]);

    private static readonly FrozenSet<string> s_messageMembers = FrozenSet.Create(
        "role", "content", "name", "refusal", "tool_calls", "tool_call_id", "reasoning_content", "reasoning", "reasoning_details", "annotations");

    private static readonly FrozenSet<string> s_toolMembers = FrozenSet.Create("type", "function", "cache_control");

    private static readonly FrozenSet<string> s_functionMembers = FrozenSet.Create("name", "description", "parameters", "strict");

    private static readonly FrozenSet<string> s_partMembers = FrozenSet.Create(
        "type", "text", "refusal", "thinking", "image_url", "input_audio", "file", "cache_control");

    protected override ModelRequest Read(JsonField root)
    {
        RefuseWhatOnlyOpenAIHas(root);
        var messages = new ChatMessagesReader();
        messages.Read(root["messages"]);
        return new ModelRequest
        {
            Source = Dialect.Chat,
            Model = root["model"].OptionalText() ?? string.Empty,
            Instructions = messages.Instructions,
            Messages = messages.Messages,
            Tools = [.. root["tools"].Items().Select(ChatTools.Read)],
            ToolChoice = ChatTools.ReadChoice(root["tool_choice"]),
            ParallelToolCalls = root["parallel_tool_calls"].Flag(),
            Sampling = SamplingJson.Read(root) with { Logprobs = root["logprobs"].Flag() == true || root["top_logprobs"].WholeNumber() > 0 },
            ResponseFormat = ChatResponseFormat.Read(root["response_format"]),
            Reasoning = ReadReasoning(root),
            User = root["safety_identifier"].OptionalText() ?? root["user"].OptionalText(),
            Metadata = [.. root["metadata"].Members().Select(member => KeyValuePair.Create(member.Name, member.Value.Text()))],
            Stream = root["stream"].Flag() == true,
            IncludeUsage = root["stream_options"]["include_usage"].Flag() == true,
            Extra = ExtraMembers(root, Known),
            Unread = UnreadMembers(root),
        };
    }

    private static void RefuseWhatOnlyOpenAIHas(JsonField root)
    {
        Refuse(root, s_refused);
        if (root["modalities"].Items().Any(item => item.Text() != "text"))
        {
            throw root["modalities"].Unsupported("asks for more than text, which the model's provider cannot answer");
        }
    }

    private static List<string> UnreadMembers(JsonField root)
    {
        List<string> unread = [];
        foreach (var message in root["messages"].Items())
        {
            CollectUnread(message, s_messageMembers, unread);
            if (message["content"].Kind == JsonValueKind.Array)
            {
                foreach (var part in message["content"].Items())
                {
                    CollectUnread(part, s_partMembers, unread);
                }
            }
        }

        foreach (var tool in root["tools"].Items())
        {
            CollectUnread(tool, s_toolMembers, unread);
            CollectUnread(tool["function"], s_functionMembers, unread);
        }

        return unread;
    }

    // The three ways in use: OpenAI's word, OpenRouter's object, and Anthropic's object as LiteLLM and DeepSeek take it.
    private static ReasoningOptions? ReadReasoning(JsonField root)
    {
        var reasoning = root["reasoning"];
        if ((root["reasoning_effort"].OptionalText() ?? reasoning["effort"].OptionalText()) is { } effort)
        {
            return new ReasoningOptions(effort, null);
        }

        if (reasoning["max_tokens"].WholeNumber() is { } budget)
        {
            return new ReasoningOptions(null, budget);
        }

        return reasoning["enabled"].Flag() switch
        {
            true => new ReasoningOptions("medium", null),
            false => new ReasoningOptions("none", null),
            null => ThinkingJson.Read(root["thinking"]),
        };
    }
}
