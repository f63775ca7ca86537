using System.Text.Json.Nodes;

namespace Switchyard.Inference.Tests.Templates.Fuzzing;

/// <summary>Makes random conversations, as the variables of a chat template, from a seed; with contents in parts for templates that read those.</summary>
internal sealed class ConversationGenerator(int seed, bool hasParts)
{
    private static readonly string[] s_texts =
    [
        "Hi", "What is 2 + 2?", "  padded  \n", "", "line\n\nline", "żółw ☃ 😀 中文", "it's \"quoted\" \\ </s>", "{\"a\": 1}", "<think>\nhm\n</think>\n\nSo: 4.", "<b>&amp;</b>", "a | b {{ c }} {% d %}", "\ttab",
    ];

    private readonly Random _random = new(seed);

    public JsonObject Next()
    {
        var tools = _random.Next(2) == 0;
        var context = new JsonObject
        {
            ["bos_token"] = "<s>",
            ["eos_token"] = "</s>",
            ["messages"] = Messages(tools),
            ["tools"] = tools ? new JsonArray(Tool("get_weather"), Tool("add")) : null,
            ["add_generation_prompt"] = _random.Next(4) > 0,
        };
        if (_random.Next(3) == 0)
        {
            context["enable_thinking"] = _random.Next(2) == 0;
        }

        return context;
    }

    private JsonArray Messages(bool tools)
    {
        var messages = new JsonArray();
        if (_random.Next(2) == 0)
        {
            messages.Add(Message("system", Text()));
        }

        for (var turns = _random.Next(1, 4); turns > 0; turns--)
        {
            messages.Add(Message("user", hasParts && _random.Next(6) == 0 ? Parts() : NewText(messages)));
            if (tools && _random.Next(2) == 0)
            {
                AddToolTurn(messages);
            }

            if (turns > 1 || _random.Next(3) == 0)
            {
                // The peer's lstrip takes all blanks off, whatever it is told to.
                messages.Add(Message("assistant", _random.Pick<string>(s_texts).TrimStart()));
            }
        }

        // Roles out of order, which some templates refuse.
        if (_random.Next(10) == 0)
        {
            messages.Add(Message(_random.Pick("user", "assistant", "system", "tool"), _random.Pick<string>(s_texts).TrimStart()));
        }

        return messages;
    }

    private void AddToolTurn(JsonArray messages)
    {
        var call = Message("assistant", _random.Pick(string.Empty, "Let me see."));
        var calls = new JsonArray();
        for (var count = _random.Next(4) == 0 ? 2 : 1; count > 0; count--)
        {
            calls.Add(new JsonObject { ["id"] = "abcdef12" + count, ["type"] = "function", ["function"] = new JsonObject { ["name"] = "add", ["arguments"] = Arguments() } });
        }

        call["tool_calls"] = calls;
        messages.Add(call);
        foreach (var one in calls)
        {
            var result = Message("tool", _random.Pick("4", "{\"temp\": 21.5, \"unit\": \"°C\"}", "", "none"));
            result["tool_call_id"] = (string)one!["id"]!;
            messages.Add(result);
        }
    }

    private JsonObject Arguments() => new()
    {
        ["a"] = _random.Next(100),
        ["b"] = _random.Pick<string>(s_texts),
        ["deep"] = new JsonObject { ["list"] = new JsonArray(1.5, true, null, "ü"), ["empty"] = new JsonObject() },
    };

    private JsonObject Tool(string name) => new()
    {
        ["type"] = "function",
        ["function"] = new JsonObject
        {
            ["name"] = name,
            ["description"] = "Does it.\nAnd more.",
            ["parameters"] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject
                {
                    ["city"] = new JsonObject { ["type"] = "string", ["description"] = "A place,\nby name" },
                    ["days"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = _random.Pick("integer", "number", "null") } },
                },
                ["required"] = new JsonArray("city"),
            },
        },
    };

    private JsonNode Text() => _random.Pick<string>(s_texts);

    // No two messages of the user are equal: the peer compares mappings by identity, as one of the templates has to.
    private JsonNode NewText(JsonArray messages)
    {
        var text = _random.Pick<string>(s_texts);
        return messages.Any(message => message!["content"]!.ToJsonString() == JsonValue.Create(text).ToJsonString()) ? $"{text} ({messages.Count})" : text;
    }

    private JsonArray Parts() => [new JsonObject { ["type"] = "text", ["text"] = Text() }, new JsonObject { ["type"] = "text", ["text"] = "second" }];

    private static JsonObject Message(string role, JsonNode content) => new() { ["role"] = role, ["content"] = content };
}
