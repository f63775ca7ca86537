using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Finds what references inside a schema lead to.</summary>
internal sealed class SchemaReferences(JsonElement root)
{
    public SchemaLocation Resolve(SchemaLocation from, JsonElement value)
    {
        var reference = KeywordValues.Text(from, "$ref", value);
        if (reference != "#" && !reference.StartsWith("#/", StringComparison.Ordinal))
        {
            throw new ConstraintException(from.Pointer, "$ref", $"'{reference}' does not lead to a place inside the schema by a JSON pointer");
        }

        var element = root;
        foreach (var segment in reference.Split('/').Skip(1))
        {
            var name = Uri.UnescapeDataString(segment).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            element = Step(element, name) ?? throw new ConstraintException(from.Pointer, "$ref", $"'{reference}' leads nowhere");
        }

        return new SchemaLocation(reference, element);
    }

    private static JsonElement? Step(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Object when element.TryGetProperty(name, out var value) => value,
        JsonValueKind.Array when int.TryParse(name, out var index) && index >= 0 && index < element.GetArrayLength() => element[index],
        _ => null,
    };
}
