using System.Collections.Immutable;
using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads what is asked of arrays.</summary>
internal static class ArrayKeywords
{
    public static bool IsPresent(JsonElement schema) => schema.TryGetProperty("items", out _) || schema.TryGetProperty("prefixItems", out _);

    public static ArrayShape Apply(ArrayShape shape, SchemaLocation location, string keyword, JsonElement value) => keyword switch
    {
        "minItems" => shape with { MinItems = Math.Max(shape.MinItems, KeywordValues.Count(location, keyword, value)) },
        "maxItems" => shape with { MaxItems = Math.Min(shape.MaxItems ?? int.MaxValue, KeywordValues.Count(location, keyword, value)) },
        _ => shape with { UniqueItems = shape.UniqueItems | KeywordValues.Boolean(location, keyword, value) },
    };

    /// <summary>Reads the schemas of the items: those of the first places, and the one of all others.</summary>
    public static ArrayShape ApplyItems(ArrayShape shape, SchemaLocation location)
    {
        ImmutableArray<Conjunction> prefix = [];
        if (location.Element.TryGetProperty("prefixItems", out var list))
        {
            prefix = [.. KeywordValues.Array(location, "prefixItems", list).Select((item, index) => Conjunction.Of(location.Child("prefixItems", index, item)))];
        }

        var items = Conjunction.Any;
        if (location.Element.TryGetProperty("items", out var rest))
        {
            items = rest.ValueKind == JsonValueKind.Array
                ? throw KeywordValues.Fail(location, "items", "a list of schemas is prefixItems since draft 2020-12")
                : Conjunction.Of(location.Child("items", rest));
        }

        var places = Enumerable.Range(0, Math.Max(prefix.Length, shape.Prefix.Length));
        return shape with
        {
            Prefix = [.. places.Select(place => At(shape.Prefix, place, shape.Items).And(At(prefix, place, items)))],
            Items = shape.Items.And(items),
        };
    }

    private static Conjunction At(ImmutableArray<Conjunction> prefix, int place, Conjunction rest) => place < prefix.Length ? prefix[place] : rest;
}
