using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Reads and writes <see cref="MessageContent"/> as a string or an array of parts.</summary>
public sealed class MessageContentConverter : JsonConverter<MessageContent>
{
    /// <inheritdoc/>
    public override MessageContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new MessageContent(reader.GetString(), null),
        JsonTokenType.StartArray => new MessageContent(null, NestedJson.Read(ref reader, OpenAIJsonContext.Default.IReadOnlyListContentPart)),
        _ => throw new JsonException("Content must be a string or an array of parts."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MessageContent value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(value);
        if (value.Parts is { } parts)
        {
            JsonSerializer.Serialize(writer, parts, OpenAIJsonContext.Default.IReadOnlyListContentPart);
            return;
        }

        writer.WriteStringValue(value.Text);
    }
}
