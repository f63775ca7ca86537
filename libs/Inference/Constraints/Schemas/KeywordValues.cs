using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads keywords' values; one of the wrong kind is an error that names the keyword.</summary>
internal static class KeywordValues
{
    public static string Text(SchemaLocation location, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Fail(location, keyword, "it must be a string");

    public static IEnumerable<JsonElement> Array(SchemaLocation location, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0 ? value.EnumerateArray() : throw Fail(location, keyword, "it must be an array with something in it");

    public static IEnumerable<JsonProperty> Object(SchemaLocation location, string keyword, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Fail(location, keyword, "it must be an object");

    /// <summary>Reads a count; those beyond 32 bits are as good as the greatest.</summary>
    public static int Count(SchemaLocation location, string keyword, JsonElement value)
    {
        var number = Number(location, keyword, value);
        return number is { IsInteger: true, Sign: >= 0 }
            ? (int)System.Numerics.BigInteger.Min(int.MaxValue, number.Floor())
            : throw Fail(location, keyword, "it must be an integer that is not negative");
    }

    public static DecimalNumber Number(SchemaLocation location, string keyword, JsonElement value) =>
        (value.ValueKind == JsonValueKind.Number ? DecimalNumber.Parse(value.GetRawText()) : null) ?? throw Fail(location, keyword, "it must be a number of ordinary size");

    public static bool Boolean(SchemaLocation location, string keyword, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Fail(location, keyword, "it must be a boolean");

    public static JsonKinds Kinds(SchemaLocation location, JsonElement value)
    {
        IEnumerable<JsonElement> names = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];
        return names.Aggregate(JsonKinds.None, (kinds, name) => kinds | Kind(location, Text(location, "type", name)));
    }

    public static ConstraintException Fail(SchemaLocation location, string keyword, string reason) => new(location.Pointer, keyword, reason);

    private static JsonKinds Kind(SchemaLocation location, string name) => name switch
    {
        "null" => JsonKinds.Null,
        "boolean" => JsonKinds.Boolean,
        "integer" => JsonKinds.Integer,
        "number" => JsonKinds.Number,
        "string" => JsonKinds.Text,
        "array" => JsonKinds.Array,
        "object" => JsonKinds.Object,
        _ => throw Fail(location, "type", $"'{name}' is no type"),
    };
}
