using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Reads what is asked of strings.</summary>
internal static class StringKeywords
{
    public static StringShape Apply(StringShape shape, SchemaLocation location, string keyword, JsonElement value)
    {
        switch (keyword)
        {
            case "minLength":
                return shape with { MinLength = Math.Max(shape.MinLength, KeywordValues.Count(location, keyword, value)) };
            case "maxLength":
                return shape with { MaxLength = Math.Min(shape.MaxLength ?? int.MaxValue, KeywordValues.Count(location, keyword, value)) };
            case "pattern":
                return shape with { Patterns = shape.Patterns.Add((KeywordValues.Text(location, keyword, value), location.Pointer, keyword)) };
            default:
                var name = KeywordValues.Text(location, keyword, value);
                var pattern = StringFormats.Find(name) ?? throw KeywordValues.Fail(location, keyword, $"the format '{name}' is not supported");
                return shape with { Patterns = shape.Patterns.Add((pattern, location.Pointer, keyword)) };
        }
    }
}
