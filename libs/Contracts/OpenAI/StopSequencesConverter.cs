using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Contracts.OpenAI;

/// <summary>Reads one string or an array; always writes an array.</summary>
public sealed class StopSequencesConverter : JsonConverter<StopSequences>
{
    /// <inheritdoc/>
    public override StopSequences Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => new StopSequences([reader.GetString()!]),
        JsonTokenType.StartArray => new StopSequences(NestedJson.Read(ref reader, OpenAIJsonContext.Default.IReadOnlyListString)),
        _ => throw new JsonException("Stop must be a string or an array of strings."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StopSequences value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(value);
        JsonSerializer.Serialize(writer, value.Values, OpenAIJsonContext.Default.IReadOnlyListString);
    }
}
