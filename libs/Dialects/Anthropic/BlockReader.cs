using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Reads content blocks, in a request's history and in an answer alike.</summary>
internal static class BlockReader
{
    /// <summary>Reads <c>content</c>: a string or blocks.</summary>
    public static List<MessagePart> ReadContent(JsonField content) => content.Kind == JsonValueKind.Array
        ? [.. content.Items().Select(Read)]
        : [new TextPart(content.Text()) { Field = content.Path }];

    public static MessagePart Read(JsonField block)
    {
        MessagePart part = block["type"].Text() switch
        {
            "text" => new TextPart(block["text"].Text()),
            "image" => new ImagePart(ReadSource(block["source"])),
            "document" => new DocumentPart(ReadSource(block["source"])) { Name = block["title"].OptionalText() },
            "tool_use" => new ToolCallPart(block["id"].Text(), block["name"].Text(), block["input"].OptionalObject()?.GetRawText() ?? "{}"),
            "tool_result" => ReadResult(block),
            "thinking" => ReadThinking(block),
            "redacted_thinking" => ReadRedacted(block["data"]),
            var type => throw block["type"].Unsupported($"is '{type}', which only Anthropic has"),
        };
        return part with { Field = block.Path, CacheControl = block["cache_control"].OptionalObject() };
    }

    private static ToolResultPart ReadResult(JsonField block)
    {
        var content = block["content"];
        return new ToolResultPart(block["tool_use_id"].Text(), content.IsAbsent ? [] : ReadContent(content)) { IsError = block["is_error"].Flag() == true };
    }

    // Unsigned thoughts, which come from providers that sign nothing, have an empty signature here.
    private static ReasoningPart ReadThinking(JsonField block)
    {
        var text = block["thinking"].Text();
        if (block["signature"].OptionalText() is not { Length: > 0 } signed)
        {
            return new ReasoningPart(text, null, ReasoningOrigin.Unknown);
        }

        var (signature, origin, isRedacted) = ReasoningFormats.Unwrap(signed, ReasoningOrigin.Anthropic, isRedacted: false);
        return new ReasoningPart(text, signature, origin) { IsRedacted = isRedacted };
    }

    private static ReasoningPart ReadRedacted(JsonField data)
    {
        var (signature, origin, isRedacted) = ReasoningFormats.Unwrap(data.Text(), ReasoningOrigin.Anthropic, isRedacted: true);
        return new ReasoningPart(string.Empty, signature, origin) { IsRedacted = isRedacted };
    }

    private static MediaSource ReadSource(JsonField source) => source["type"].Text() switch
    {
        "base64" => DataUri.ReadBase64(source["data"], source["media_type"].Text()),
        "url" => DataUri.Read(source["url"]),
        "text" => TextDocument.Source(source["data"].Text()),
        var type => throw source["type"].Unsupported($"is '{type}', which only Anthropic has; send the content itself"),
    };
}
