using System.Globalization;
using System.Text.Json;
using Switchyard.Agents.Graphs.Deltas;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How a question is journalled; what is not said of it is left out.</summary>
internal static class QuestionJson
{
    public static byte[] Write(PersonQuestion question) => EntryJson.Write(question, static (writer, question) =>
    {
        writer.WriteStartObject();
        writer.WriteString("question"u8, question.Text);
        writer.WriteStartArray("choices"u8);
        foreach (var choice in question.Choices)
        {
            writer.WriteStringValue(choice);
        }

        writer.WriteEndArray();
        if (question.Kind != PersonRequestKind.Question)
        {
            writer.WriteString("kind"u8, question.Kind.ToString());
        }

        WriteText(writer, "tool", question.Tool);
        WriteText(writer, "arguments", question.Arguments);
        WriteTime(writer, "expiry", question.Expiry);
        WriteText(writer, "expiredAnswer", question.ExpiredAnswer);
        WriteTime(writer, "escalateAfter", question.EscalateAfter);
        WriteText(writer, "escalateTo", question.EscalateTo);
        writer.WriteEndObject();
    });

    public static PersonQuestion Read(JsonElement json) => new(json.GetString("question")!)
    {
        Choices = json.GetStrings("choices"),
        Kind = json.GetString("kind") is { } kind ? Enum.Parse<PersonRequestKind>(kind) : PersonRequestKind.Question,
        Tool = json.GetString("tool"),
        Arguments = json.GetString("arguments"),
        Expiry = ReadTime(json, "expiry"),
        ExpiredAnswer = json.GetString("expiredAnswer"),
        EscalateAfter = ReadTime(json, "escalateAfter"),
        EscalateTo = json.GetString("escalateTo"),
    };

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, TimeSpan? time) => WriteText(writer, name, time?.ToString("c", CultureInfo.InvariantCulture));

    private static TimeSpan? ReadTime(JsonElement json, string name) =>
        json.GetString(name) is { } text ? TimeSpan.ParseExact(text, "c", CultureInfo.InvariantCulture) : null;
}
