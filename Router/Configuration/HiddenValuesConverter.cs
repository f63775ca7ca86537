using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Router.Configuration;

/// <summary>Writes the names of a setting and stars for its values, which may be secrets.</summary>
internal sealed class HiddenValuesConverter : JsonConverter<Dictionary<string, string>>
{
    public override Dictionary<string, string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Settings are read as configuration is.");

    public override void Write(Utf8JsonWriter writer, Dictionary<string, string> value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var name in value.Keys)
        {
            writer.WriteString(name, "***");
        }

        writer.WriteEndObject();
    }
}
