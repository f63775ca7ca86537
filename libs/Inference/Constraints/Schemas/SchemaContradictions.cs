namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Says which keywords of a schema without any value contradict each other.</summary>
internal static class SchemaContradictions
{
    /// <summary>Finds the contradiction in a shape that was found to have no value; null where it lies in what the shape's values consist of.</summary>
    public static ConstraintException? Find(SchemaShape shape, string pointer) => shape switch
    {
        { IsImpossible: true } => new ConstraintException(pointer, "schema", "'false' allows nothing"),
        { Choices.IsEmpty: false } => null,
        { Values: not null } => new ConstraintException(pointer, "enum", "no value of 'enum' and 'const' satisfies the other keywords"),
        _ when FindInKinds(shape) is var (keyword, reason) => new ConstraintException(pointer, keyword, reason),
        _ => null,
    };

    private static (string Keyword, string Reason)? FindInKinds(SchemaShape shape) =>
        (Has(shape, JsonKinds.Number) ? FindInNumbers(shape.Number, shape.Kinds.HasFlag(JsonKinds.Fraction) ? "number" : "integer") : null)
        ?? (Has(shape, JsonKinds.Text) ? FindInTexts(shape.Text) : null)
        ?? (Has(shape, JsonKinds.Array) ? Compare("minItems", shape.Array.MinItems, "maxItems", shape.Array.MaxItems) : null)
        ?? (Has(shape, JsonKinds.Object) ? FindInObjects(shape.Object) : null);

    private static bool Has(SchemaShape shape, JsonKinds kind) => (shape.WrittenKinds & kind) != JsonKinds.None;

    private static (string Keyword, string Reason)? FindInNumbers(NumberShape shape, string noun)
    {
        var low = shape.Min is { IsExclusive: true } ? "exclusiveMinimum" : "minimum";
        var high = shape.Max is { IsExclusive: true } ? "exclusiveMaximum" : "maximum";
        if (shape is { Min: { } min, Max: { } max } && min.Value.CompareTo(max.Value) > 0)
        {
            return (low, $"'{low}' {min.Value} is above '{high}' {max.Value}");
        }

        return Join(noun, [.. Named(low, shape.Min is not null), .. Named(high, shape.Max is not null), .. Named("multipleOf", !shape.Divisors.IsEmpty)]);
    }

    private static (string Keyword, string Reason)? FindInTexts(StringShape shape)
    {
        if (Compare("minLength", shape.MinLength, "maxLength", shape.MaxLength) is { } contradiction)
        {
            return contradiction;
        }

        return shape.Patterns.IsEmpty
            ? ("minLength", $"strings of {shape.MinLength} characters are longer than any that is written")
            : Join("string", [.. Named("minLength", shape.MinLength > 0), .. Named("maxLength", shape.MaxLength is not null), .. shape.Patterns.Select(pattern => pattern.Keyword).Distinct()]);
    }

    private static (string Keyword, string Reason)? FindInObjects(ObjectShape shape) =>
        Compare("minProperties", shape.MinProperties, "maxProperties", shape.MaxProperties)
        ?? (shape.Required.Length > shape.MaxProperties ? ("required", $"'required' names {shape.Required.Length} properties, which is above 'maxProperties' {shape.MaxProperties}") : null);

    private static (string Keyword, string Reason)? Compare(string low, int min, string high, int? max) =>
        min > max ? (low, $"'{low}' {min} is above '{high}' {max}") : null;

    private static string[] Named(string keyword, bool isPresent) => isPresent ? [keyword] : [];

    private static (string Keyword, string Reason)? Join(string noun, string[] keywords) => keywords switch
    {
        [] => null,
        [var only] => (only, $"no {noun} satisfies it"),
        [.. var first, var last] => (first[0], $"no {noun} satisfies {string.Join(", ", first.Select(keyword => $"'{keyword}'"))} and '{last}' together"),
    };
}
