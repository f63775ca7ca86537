using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>
/// The member <c>reasoning_details</c> by which chat completions carry signed reasoning (OpenRouter's invention): a list of
/// <c>{"type":"reasoning.text","text":…,"signature":…,"format":…,"index":…}</c> and <c>{"type":"reasoning.encrypted","data":…,"format":…,"index":…}</c>.
/// The index is the place among all parts of the message, so that reasoning between calls comes back where it was.
/// </summary>
internal static class ReasoningDetails
{
    public static void Write(Utf8JsonWriter json, ReasoningPart part, int index)
    {
        json.WriteStartObject();
        json.WriteString("type", part.IsRedacted ? "reasoning.encrypted" : "reasoning.text");
        if (!part.IsRedacted || part.Text.Length > 0)
        {
            json.WriteString("text", part.Text);
        }

        json.WriteOptional(part.IsRedacted ? "data" : "signature", part.Signature);
        json.WriteString("format", ReasoningFormats.NameOf(part.Origin));
        json.WriteNumber("index", index);
        json.WriteEndObject();
    }

    /// <summary>Puts the reasoning of <paramref name="details"/> among <paramref name="parts"/>, each where its index says.</summary>
    public static void InsertInto(List<MessagePart> parts, JsonField details)
    {
        foreach (var detail in details.Items())
        {
            if (Read(detail) is { } part)
            {
                parts.Insert(Math.Clamp(detail["index"].WholeNumber() ?? 0, 0, parts.Count), part);
            }
        }
    }

    private static ReasoningPart? Read(JsonField detail)
    {
        var origin = ReasoningFormats.OriginOf(detail["format"].OptionalText());
        return detail["type"].Text() switch
        {
            "reasoning.text" => new ReasoningPart(detail["text"].OptionalText() ?? string.Empty, detail["signature"].OptionalText(), origin) { Field = detail.Path },
            "reasoning.summary" => new ReasoningPart(detail["summary"].OptionalText() ?? string.Empty, null, origin) { Field = detail.Path },
            "reasoning.encrypted" => new ReasoningPart(detail["text"].OptionalText() ?? string.Empty, detail["data"].OptionalText(), origin) { IsRedacted = true, Field = detail.Path },
            _ => null,
        };
    }
}
