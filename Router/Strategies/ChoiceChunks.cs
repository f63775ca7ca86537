using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Router.Strategies;

/// <summary>Writes a chat completion with several choices as chunks: each choice in one piece, then its end.</summary>
internal static class ChoiceChunks
{
    public static ReadOnlyMemory<byte> Write(JsonObject completion, bool includeUsage)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var choice in completion["choices"]!.AsArray())
        {
            WriteChunk(completion, Choice(choice!, Delta(choice!["message"]!), null), output);
            WriteChunk(completion, Choice(choice, [], choice["finish_reason"]?.DeepClone()), output);
        }

        if (includeUsage)
        {
            WriteChunk(completion, null, output);
        }

        output.Write("data: [DONE]\n\n"u8);
        return output.WrittenMemory;
    }

    private static JsonObject Choice(JsonNode choice, JsonObject delta, JsonNode? finish) => new()
    {
        ["index"] = choice["index"]!.DeepClone(),
        ["model"] = choice["model"]!.DeepClone(),
        ["delta"] = delta,
        ["finish_reason"] = finish,
    };

    private static JsonObject Delta(JsonNode message)
    {
        var delta = message.DeepClone().AsObject();
        for (var i = 0; delta["tool_calls"] is JsonArray calls && i < calls.Count; i++)
        {
            calls[i]!["index"] = i;
        }

        return delta;
    }

    private static void WriteChunk(JsonObject completion, JsonObject? choice, ArrayBufferWriter<byte> output)
    {
        var chunk = new JsonObject
        {
            ["id"] = completion["id"]?.DeepClone(),
            ["object"] = "chat.completion.chunk",
            ["created"] = completion["created"]?.DeepClone(),
            ["model"] = completion["model"]?.DeepClone(),
            ["choices"] = choice is null ? new JsonArray() : new JsonArray(choice),
        };
        if (choice is null)
        {
            chunk["usage"] = completion["usage"]!.DeepClone();
        }

        output.Write("data: "u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(chunk));
        output.Write("\n\n"u8);
    }
}
