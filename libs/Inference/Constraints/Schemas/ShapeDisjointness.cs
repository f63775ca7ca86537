using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Tells whether no value can satisfy two schemas at once, where that is plain to see.</summary>
internal sealed class ShapeDisjointness(SchemaReader reader)
{
    // How deep a property that tells objects apart may lie.
    private const int MaxDepth = 3;

    public bool AreDisjoint(SchemaShape left, SchemaShape right, int depth = 0)
    {
        if (left.IsImpossible || right.IsImpossible)
        {
            return true;
        }

        if (left.Values is { } values && right.Values is { } others)
        {
            var known = values.Select(Identity).ToHashSet(StringComparer.Ordinal);
            return !others.Any(value => known.Contains(Identity(value)));
        }

        var shared = KindsOf(left) & KindsOf(right);
        return (shared & (JsonKinds.Null | JsonKinds.Boolean)) == JsonKinds.None
            && ((shared & JsonKinds.Number) == JsonKinds.None || IsBelow(left.Number, right.Number) || IsBelow(right.Number, left.Number))
            && (!shared.HasFlag(JsonKinds.Text) || left.Text.MaxLength < right.Text.MinLength || right.Text.MaxLength < left.Text.MinLength)
            && (!shared.HasFlag(JsonKinds.Array) || left.Array.MaxItems < right.Array.MinItems || right.Array.MaxItems < left.Array.MinItems)
            && (!shared.HasFlag(JsonKinds.Object) || AreDisjoint(left.Object, right.Object, depth));
    }

    private static JsonKinds KindsOf(SchemaShape shape) =>
        shape.Values is { } values ? shape.Kinds & values.Aggregate(JsonKinds.None, (kinds, value) => kinds | JsonLiterals.KindOf(value)) : shape.Kinds;

    private static bool IsBelow(NumberShape left, NumberShape right) =>
        left.Max is { } max && right.Min is { } min && max.Value.CompareTo(min.Value) is var order && (order < 0 || (order == 0 && (max.IsExclusive || min.IsExclusive)));

    // A property that one of the two demands, and that the other forbids or gives other values.
    private bool AreDisjoint(ObjectShape left, ObjectShape right, int depth) =>
        left.Required.Concat(right.Required).Any(name =>
            left.PatternProperties.IsEmpty
            && right.PatternProperties.IsEmpty
            && depth < MaxDepth
            && AreDisjoint(reader.Read(left.Find(name) ?? left.Additional), reader.Read(right.Find(name) ?? right.Additional), depth + 1));

    private static string Identity(JsonElement value) => value.ValueKind switch
    {
        // 1 and 1.0 are one value.
        JsonValueKind.Number => DecimalNumber.Parse(value.GetRawText()) is { } number ? $"{number.Mantissa}/{number.Scale}" : value.GetRawText(),
        JsonValueKind.Array or JsonValueKind.Object => "structure",
        _ => JsonLiterals.Write(value),
    };
}
