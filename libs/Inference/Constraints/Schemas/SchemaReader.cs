using System.Collections.Immutable;
using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads schemas into shapes: each keyword narrows the shape, so that conjunctions of every origin (<c>allOf</c>, <c>$ref</c>, siblings) are read alike.</summary>
internal sealed class SchemaReader(JsonElement root, AutomatonLimits limits)
{
    private const int MaxReferences = 128;
    private const int StepsPerKeyword = 100;

    private readonly SchemaReferences _references = new(root);
    private readonly HashSet<string> _applying = new(StringComparer.Ordinal);

    /// <summary>Replaces schemas that are references and nothing else by what they lead to, so that it is built once for all references.</summary>
    public Conjunction Follow(Conjunction conjunction) =>
        conjunction.Parts.Any(IsReference) ? conjunction.Parts.Select(Follow).Aggregate(Conjunction.Any, (all, part) => all.And(Conjunction.Of(part))) : conjunction;

    public SchemaShape Read(Conjunction conjunction) => conjunction.Parts.Aggregate(SchemaShape.Any, Apply);

    /// <summary>Narrows a shape by one more schema.</summary>
    public SchemaShape Apply(SchemaShape shape, SchemaLocation location)
    {
        switch (location.Element.ValueKind)
        {
            case JsonValueKind.True: return shape;
            case JsonValueKind.False: return shape with { IsImpossible = true };
            case JsonValueKind.Object: break;
            default: throw new ConstraintException(location.Pointer, "schema", "a schema is an object or a boolean");
        }

        if (!_applying.Add(location.Pointer) || _applying.Count > MaxReferences)
        {
            throw Endless(location);
        }

        limits.Spend(StepsPerKeyword * (1 + location.Element.GetPropertyCount()));
        shape = ApplyObject(shape, location);
        foreach (var keyword in location.Element.EnumerateObject())
        {
            shape = ApplyKeyword(shape, location, keyword.Name, keyword.Value);
        }

        _applying.Remove(location.Pointer);
        return shape;
    }

    private SchemaLocation Follow(SchemaLocation location)
    {
        for (var steps = 0; IsReference(location); steps++)
        {
            location = steps < MaxReferences ? _references.Resolve(location, location.Element.GetProperty("$ref")) : throw Endless(location);
        }

        return location;
    }

    private static bool IsReference(SchemaLocation location) =>
        location.Element.ValueKind == JsonValueKind.Object
        && location.Element.TryGetProperty("$ref", out _)
        && location.Element.EnumerateObject().All(keyword => keyword.Name == "$ref" || SchemaKeywords.IsAnnotation(keyword.Name));

    private static ConstraintException Endless(SchemaLocation location) => new(location.Pointer, "$ref", "the schema leads back to itself without a value in between");

    private SchemaShape ApplyKeyword(SchemaShape shape, SchemaLocation location, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "type":
                return shape with { Kinds = shape.Kinds & KeywordValues.Kinds(location, value), HasType = true };
            case "enum":
                return ApplyValues(shape, KeywordValues.Array(location, keyword, value));
            case "const":
                return ApplyValues(shape, [value]);
            case "anyOf" or "oneOf":
                var branches = KeywordValues.Array(location, keyword, value).Select((branch, index) => location.Child(keyword, index, branch));
                return shape with { Choices = shape.Choices.Add(new SchemaChoice(location.Pointer, keyword == "oneOf", [.. branches])) };
            case "allOf":
                return KeywordValues.Array(location, keyword, value).Select((part, index) => location.Child(keyword, index, part)).Aggregate(shape, Apply);
            case "$ref":
                return Apply(shape, _references.Resolve(location, value));
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                return shape with { Number = NumberKeywords.Apply(shape.Number, location, keyword, value), Mentioned = shape.Mentioned | JsonKinds.Number };
            case "minLength" or "maxLength" or "pattern" or "format":
                return shape with { Text = StringKeywords.Apply(shape.Text, location, keyword, value), Mentioned = shape.Mentioned | JsonKinds.Text };
            case "minItems" or "maxItems" or "uniqueItems":
                return shape with { Array = ArrayKeywords.Apply(shape.Array, location, keyword, value), Mentioned = shape.Mentioned | JsonKinds.Array };
            case "items" or "prefixItems" or "properties" or "additionalProperties" or "patternProperties" or "required" or "minProperties" or "maxProperties":
                return shape;
            default:
                return IsHarmless(location, keyword) ? shape : throw new ConstraintException(location.Pointer, keyword, "this keyword is not supported");
        }
    }

    // Keywords that say which values others leave to them are read together.
    private SchemaShape ApplyObject(SchemaShape shape, SchemaLocation location)
    {
        if (ArrayKeywords.IsPresent(location.Element))
        {
            shape = shape with { Array = ArrayKeywords.ApplyItems(shape.Array, location), Mentioned = shape.Mentioned | JsonKinds.Array };
        }

        if (ObjectKeywords.IsPresent(location.Element))
        {
            shape = shape with { Object = ObjectKeywords.Apply(shape.Object, location), Mentioned = shape.Mentioned | JsonKinds.Object };
            limits.Spend(StepsPerKeyword * shape.Object.Properties.Length);
        }

        return shape;
    }

    // An identifier below the root would change what references mean.
    private static bool IsHarmless(SchemaLocation location, string keyword) => SchemaKeywords.IsAnnotation(keyword) || (keyword == "$id" && location.Pointer == "#");

    private static SchemaShape ApplyValues(SchemaShape shape, IEnumerable<JsonElement> values)
    {
        var texts = shape.Values?.Select(JsonLiterals.Write).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<JsonElement> kept = [.. values.Where(value => texts is null || texts.Contains(JsonLiterals.Write(value)))];
        return shape with { Values = kept };
    }
}
