using System.Text.Json;

namespace Switchyard.JsonSchemas;

/// <summary>Tells whether two JSON values are the same, whatever the order of their members.</summary>
internal sealed class ElementComparer : IEqualityComparer<JsonElement>
{
    public bool Equals(JsonElement x, JsonElement y) => JsonElement.DeepEquals(x, y);

    // Numbers may be the same in other words, and members in another order: only what cannot differ goes in.
    public int GetHashCode(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
        JsonValueKind.Number => value.GetDouble().GetHashCode(),
        JsonValueKind.Array => HashCode.Combine(value.ValueKind, value.GetArrayLength()),
        _ => (int)value.ValueKind,
    };
}
