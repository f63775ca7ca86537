using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads what is asked of numbers.</summary>
internal static class NumberKeywords
{
    public static NumberShape Apply(NumberShape shape, SchemaLocation location, string keyword, JsonElement value)
    {
        var number = KeywordValues.Number(location, keyword, value);
        switch (keyword)
        {
            case "multipleOf":
                return number.Sign > 0 ? shape with { Divisors = shape.Divisors.Add(number) } : throw KeywordValues.Fail(location, keyword, "it must be greater than 0");
            case "minimum" or "exclusiveMinimum":
                // Both the exact bound and what a reader with doubles takes it for are kept.
                var isAbove = keyword == "exclusiveMinimum";
                return shape with { Min = NumberBound.Lower(NumberBound.Lower(shape.Min, new NumberBound(number, isAbove)), new NumberBound(number.ToDouble(), isAbove)) };
            default:
                var isBelow = keyword == "exclusiveMaximum";
                return shape with { Max = NumberBound.Upper(NumberBound.Upper(shape.Max, new NumberBound(number, isBelow)), new NumberBound(number.ToDouble(), isBelow)) };
        }
    }
}
