using System.Collections.Frozen;
using Switchyard.Dialects.Chat;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Responses;

/// <summary>Reads responses requests that carry their whole conversation. What needs a memory of earlier requests, or tools only OpenAI runs, is refused by name.</summary>
internal sealed class ResponsesRequestReader : RequestReader
{
    private static readonly string[] s_refused = ["previous_response_id", "conversation", "prompt"];

    private static readonly string[] s_refusedFlags = ["store", "background"];

    private static readonly FrozenSet<string> s_known = FrozenSet.Create(
    [
        .. s_refused, .. s_refusedFlags, "model", "input", "instructions", "max_output_tokens", "temperature", "top_p", "tools", "tool_choice", "parallel_tool_calls",
        "text", "reasoning", "include", "top_logprobs", "user", "safety_identifier", "metadata", "stream",
    ]);

    // The members that chat completions have as well; others mean something in responses alone and are reported rather than passed on.
    private static readonly FrozenSet<string> s_shared = FrozenSet.Create("service_tier", "prompt_cache_key", "prompt_cache_retention");

    private static readonly FrozenSet<string> s_readOrShared = FrozenSet.Create([.. s_known, .. s_shared]);

    private static readonly FrozenSet<string> s_toolMembers = FrozenSet.Create("type", "name", "description", "parameters", "strict");

    private static readonly FrozenSet<string> s_reasoningMembers = FrozenSet.Create("effort", "summary");

    private static readonly FrozenSet<string> s_itemMembers = FrozenSet.Create(
        "type", "role", "content", "id", "status", "call_id", "name", "arguments", "output", "summary", "encrypted_content");

    private static readonly FrozenSet<string> s_partMembers = FrozenSet.Create(
        "type", "text", "refusal", "annotations", "logprobs", "image_url", "detail", "file_id", "file_url", "file_data", "filename");

    protected override ModelRequest Read(JsonField root)
    {
        RefuseWhatOnlyOpenAIHas(root);
        var input = new ResponsesInputReader();
        input.ReadInstructions(root["instructions"]);
        input.Read(root["input"]);
        return new ModelRequest
        {
            Source = Dialect.Responses,
            Model = root["model"].Text(),
            Instructions = input.Instructions,
            Messages = input.Messages,
            Tools = [.. root["tools"].Items().Select(ReadTool)],
            ToolChoice = ChatTools.ReadChoice(root["tool_choice"]),
            ParallelToolCalls = root["parallel_tool_calls"].Flag(),
            Sampling = new SamplingOptions
            {
                MaxOutputTokens = root["max_output_tokens"].WholeNumber(),
                Temperature = root["temperature"].Number(),
                TopP = root["top_p"].Number(),
                Logprobs = root["top_logprobs"].WholeNumber() > 0,
            },
            ResponseFormat = ReadFormat(root["text"]["format"]),
            Reasoning = root["reasoning"]["effort"].OptionalText() is { } effort ? new ReasoningOptions(effort, null) : null,
            User = root["safety_identifier"].OptionalText() ?? root["user"].OptionalText(),
            Metadata = [.. root["metadata"].Members().Select(member => KeyValuePair.Create(member.Name, member.Value.Text()))],
            Stream = root["stream"].Flag() == true,
            Extra = Shared(root),
            Unread = Unread(root),
        };
    }

    private static void RefuseWhatOnlyOpenAIHas(JsonField root)
    {
        Refuse(root, s_refused);
        foreach (var name in s_refusedFlags)
        {
            if (root[name].Flag() == true)
            {
                throw root[name].Unsupported("asks the provider to keep the answer, which the model's provider does not; send the whole conversation instead");
            }
        }

        foreach (var item in root["include"].Items())
        {
            if (item.Text() != "reasoning.encrypted_content")
            {
                throw item.Unsupported($"asks for '{item.Text()}', which only OpenAI has");
            }
        }
    }

    private static Tool ReadTool(JsonField tool) => tool["type"].Text() is var type and not "function"
        ? throw tool["type"].Unsupported($"is '{type}'; only functions exist at every provider")
        : new Tool(tool["name"].Text(), tool["description"].OptionalText(), tool["parameters"].OptionalObject(), tool["strict"].Flag(), tool.Path);

    private static ResponseFormat? ReadFormat(JsonField format)
    {
        if (format.IsAbsent)
        {
            return null;
        }

        return format["type"].Text() switch
        {
            "text" => null,
            "json_object" => new ResponseFormat(ResponseFormatKind.JsonObject),
            "json_schema" => ChatResponseFormat.ReadSchema(format),
            _ => throw format["type"].Wrong("text, json_object or json_schema"),
        };
    }

    private static List<ExtraMember> Shared(JsonField root)
    {
        List<ExtraMember> shared = ExtraMembers(root, s_known).FindAll(member => s_shared.Contains(member.Name));
        if (root["text"]["verbosity"].OptionalText() is not null)
        {
            shared.Add(new ExtraMember("verbosity", root["text"]["verbosity"].Element));
        }

        return shared;
    }

    private static List<string> Unread(JsonField root)
    {
        List<string> unread = [];
        CollectUnread(root, s_readOrShared, unread);
        CollectUnread(root["reasoning"], s_reasoningMembers, unread);
        foreach (var tool in root["tools"].Items())
        {
            CollectUnread(tool, s_toolMembers, unread);
        }

        if (root["input"].Kind == System.Text.Json.JsonValueKind.Array)
        {
            CollectUnreadItems(root["input"], unread);
        }

        return unread;
    }

    private static void CollectUnreadItems(JsonField input, List<string> unread)
    {
        foreach (var item in input.Items())
        {
            CollectUnread(item, s_itemMembers, unread);
            if (item["content"].Kind == System.Text.Json.JsonValueKind.Array)
            {
                foreach (var part in item["content"].Items())
                {
                    CollectUnread(part, s_partMembers, unread);
                }
            }
        }
    }
}
