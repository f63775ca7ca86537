using System.Collections.Immutable;
using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads what is asked of objects.</summary>
internal static class ObjectKeywords
{
    private static readonly string[] s_keywords = ["properties", "additionalProperties", "patternProperties", "required", "minProperties", "maxProperties"];

    private const int MaxProperties = 1000;

    public static bool IsPresent(JsonElement schema) => s_keywords.Any(keyword => schema.TryGetProperty(keyword, out _));

    public static ObjectShape Apply(ObjectShape shape, SchemaLocation location)
    {
        var own = Read(location);
        if ((!own.PatternProperties.IsEmpty && !IsOpen(shape)) || (!shape.PatternProperties.IsEmpty && !IsOpen(own)))
        {
            throw KeywordValues.Fail(location, "patternProperties", "it cannot be joined with other schemas of the same object's properties");
        }

        if (shape.Properties.Length + own.Properties.Length > MaxProperties || own.Required.Length > MaxProperties)
        {
            throw KeywordValues.Fail(location, "properties", $"more than {MaxProperties} are not supported");
        }

        // A property that only one side names is to the other side an additional one.
        var (left, right) = (ToTable(shape), ToTable(own));
        var names = shape.Properties.Concat(own.Properties).Select(property => property.Key).Distinct();
        return new ObjectShape
        {
            Properties = [.. names.Select(name => KeyValuePair.Create(name, left.GetValueOrDefault(name, shape.Additional).And(right.GetValueOrDefault(name, own.Additional))))],
            PatternProperties = shape.PatternProperties.AddRange(own.PatternProperties),
            Additional = shape.Additional.And(own.Additional),
            Required = [.. shape.Required.Union(own.Required)],
            MinProperties = Math.Max(shape.MinProperties, own.MinProperties),
            MaxProperties = shape.MaxProperties is { } max ? Math.Min(max, own.MaxProperties ?? max) : own.MaxProperties,
        };
    }

    private static Dictionary<string, Conjunction> ToTable(ObjectShape shape) => shape.Properties.ToDictionary(StringComparer.Ordinal);

    private static bool IsOpen(ObjectShape shape) => shape.Properties.IsEmpty && shape.PatternProperties.IsEmpty && shape.Additional.Parts.IsEmpty;

    private static ObjectShape Read(SchemaLocation location)
    {
        var schema = location.Element;
        return new ObjectShape
        {
            Properties = ReadSchemas(location, "properties"),
            PatternProperties = ReadSchemas(location, "patternProperties"),
            Additional = schema.TryGetProperty("additionalProperties", out var additional) ? Conjunction.Of(location.Child("additionalProperties", additional)) : Conjunction.Any,
            Required = schema.TryGetProperty("required", out var required) ? ReadNames(location, required) : [],
            MinProperties = schema.TryGetProperty("minProperties", out var min) ? KeywordValues.Count(location, "minProperties", min) : 0,
            MaxProperties = schema.TryGetProperty("maxProperties", out var max) ? KeywordValues.Count(location, "maxProperties", max) : null,
        };
    }

    private static ImmutableArray<KeyValuePair<string, Conjunction>> ReadSchemas(SchemaLocation location, string keyword) =>
        location.Element.TryGetProperty(keyword, out var value)
            ? [.. KeywordValues.Object(location, keyword, value).DistinctBy(item => item.Name).Select(item => KeyValuePair.Create(item.Name, Conjunction.Of(location.Child(keyword, item.Name, item.Value))))]
            : [];

    private static ImmutableArray<string> ReadNames(SchemaLocation location, JsonElement value) =>
        value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Select(name => KeywordValues.Text(location, "required", name)).Distinct()]
            : throw KeywordValues.Fail(location, "required", "it must be an array of names");
}
