using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using WireMessage = Switchyard.Contracts.OpenAI.ChatMessage;

namespace Switchyard.Providers.OpenAICompatible;

/// <summary>Turns a conversation into wire messages: every tool result becomes a message of its own, as the format asks.</summary>
internal static class ChatMessageMapper
{
    // What is written here becomes part of the prompt: no indentation and no \u escapes, which cost tokens and confuse small models.
    private static readonly JsonSerializerOptions s_compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static List<WireMessage> Map(IEnumerable<ChatMessage> messages, string? instructions)
    {
        var mapped = new List<WireMessage>();
        if (!string.IsNullOrEmpty(instructions))
        {
            mapped.Add(new WireMessage { Role = ChatRole.System.Value, Content = instructions });
        }

        foreach (var message in messages)
        {
            mapped.AddRange(message.Contents.OfType<FunctionResultContent>().Select(MapResult));
            if (MapRest(message) is { } rest)
            {
                mapped.Add(rest);
            }
        }

        return mapped;
    }

    private static WireMessage MapResult(FunctionResultContent result) => new()
    {
        Role = ChatRole.Tool.Value,
        ToolCallId = result.CallId,
        Content = result.Result switch
        {
            null => result.Exception?.Message ?? string.Empty,
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } element => element.GetString()!,
            JsonElement element => element.GetRawText(),
            var other => JsonSerializer.Serialize(other, s_compact.GetTypeInfo(other.GetType())),
        },
    };

    private static WireMessage? MapRest(ChatMessage message)
    {
        var calls = message.Contents.OfType<FunctionCallContent>().Select(MapCall).ToList();
        var content = MapContent(message.Contents);
        if (content is null && calls.Count == 0)
        {
            // Nothing but tool results; an empty message of any other kind is kept, for the server to judge.
            return message.Contents.Count > 0 ? null : new WireMessage { Role = message.Role.Value, Content = string.Empty, Name = message.AuthorName };
        }

        return new WireMessage { Role = message.Role.Value, Content = content, Name = message.AuthorName, ToolCalls = calls.Count > 0 ? calls : null };
    }

    private static MessageContent? MapContent(IList<AIContent> contents)
    {
        if (contents.Any(content => content is DataContent or UriContent))
        {
            return new MessageContent(null, contents.Select(MapPart).OfType<ContentPart>().ToList());
        }

        var texts = contents.OfType<TextContent>().Select(content => content.Text).ToList();
        return texts.Count == 0 ? null : new MessageContent(string.Concat(texts), null);
    }

    private static ContentPart? MapPart(AIContent content) => content switch
    {
        TextContent text => new ContentPart { Type = "text", Text = text.Text },
        DataContent data when data.HasTopLevelMediaType("image") => MapImage(data.Uri),
        UriContent uri when uri.HasTopLevelMediaType("image") => MapImage(uri.Uri.AbsoluteUri),
        DataContent or UriContent => throw new NotSupportedException("Of data in messages only images can be sent through chat completions."),
        _ => null,
    };

    private static ContentPart MapImage(string uri) => new()
    {
        Type = "image_url",
        Extra = new Dictionary<string, JsonElement> { ["image_url"] = JsonElement.Parse(new JsonObject { ["url"] = uri }.ToJsonString()) },
    };

    private static ToolCall MapCall(FunctionCallContent call) => new()
    {
        Id = call.CallId,
        Type = "function",
        Function = new FunctionCall
        {
            Name = call.Name,
            Arguments = call.Arguments is null ? "{}" : JsonSerializer.Serialize(call.Arguments, s_compact.GetTypeInfo(typeof(IDictionary<string, object?>))),
        },
    };
}
