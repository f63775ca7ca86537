using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Writes a schema's fixed values in the one way in which they are generated: compact, with numbers as the schema has them.</summary>
internal static class JsonLiterals
{
    public static string Write(JsonElement value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    public static JsonKinds KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => JsonKinds.Null,
        JsonValueKind.True or JsonValueKind.False => JsonKinds.Boolean,
        JsonValueKind.Number => DecimalNumber.Parse(value.GetRawText()) is { IsInteger: false } ? JsonKinds.Fraction : JsonKinds.Integer,
        JsonValueKind.String => JsonKinds.Text,
        JsonValueKind.Array => JsonKinds.Array,
        _ => JsonKinds.Object,
    };

    private static void Write(JsonElement value, StringBuilder text)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                text.Append(JsonText.Quote(value.GetString()!));
                break;
            case JsonValueKind.Array:
                var items = value.EnumerateArray().Select(Write);
                text.Append('[').AppendJoin(',', items).Append(']');
                break;
            case JsonValueKind.Object:
                var members = value.EnumerateObject().Select(member => $"{JsonText.Quote(member.Name)}:{Write(member.Value)}");
                text.Append('{').AppendJoin(',', members).Append('}');
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }
}
