using System.Text.Json;
using System.Text.RegularExpressions;

namespace Switchyard.JsonSchemas;

/// <summary>One value checked against one schema: the first error counts, and only it is put into words.</summary>
internal sealed class SchemaValidation(JsonElement root, Dictionary<string, Regex> patterns, int maxSteps)
{
    private int _steps;

    public string? Check(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (depth > JsonSchema.MaxDepth || ++_steps > maxSteps)
        {
            return At(path, "takes too many steps to check: the schema refers to itself too often");
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            return schema.ValueKind == JsonValueKind.True ? null : At(path, "is not allowed");
        }

        return CheckReference(schema, value, path, depth)
            ?? CheckAny(schema, value, path)
            ?? CheckCombinations(schema, value, path, depth)
            ?? value.ValueKind switch
            {
                JsonValueKind.Object => CheckObject(schema, value, path, depth),
                JsonValueKind.Array => CheckArray(schema, value, path, depth),
                JsonValueKind.String => CheckText(schema, value.GetString()!, path),
                JsonValueKind.Number => CheckNumber(schema, value.GetDouble(), path),
                _ => null,
            };
    }

    private string? CheckReference(JsonElement schema, JsonElement value, string path, int depth) =>
        schema.TryGetProperty("$ref", out var reference) ? Check(SchemaReader.Resolve(root, reference.GetString()!, string.Empty), value, path, depth + 1) : null;

    private static string? CheckAny(JsonElement schema, JsonElement value, string path)
    {
        if (schema.TryGetProperty("type", out var type) && !(type.ValueKind == JsonValueKind.String ? IsOf(type.GetString()!, value) : type.EnumerateArray().Any(name => IsOf(name.GetString()!, value))))
        {
            return At(path, $"must be of type {type}");
        }

        if (schema.TryGetProperty("enum", out var options) && !options.EnumerateArray().Any(option => JsonElement.DeepEquals(option, value)))
        {
            return At(path, $"must be one of {options}");
        }

        return schema.TryGetProperty("const", out var constant) && !JsonElement.DeepEquals(constant, value) ? At(path, $"must be {constant.GetRawText()}") : null;
    }

    private string? CheckCombinations(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (schema.TryGetProperty("allOf", out var all) && all.EnumerateArray().Select(part => Check(part, value, path, depth + 1)).FirstOrDefault(error => error is not null) is { } broken)
        {
            return broken;
        }

        if (schema.TryGetProperty("anyOf", out var any) && !any.EnumerateArray().Any(part => Check(part, value, path, depth + 1) is null))
        {
            return At(path, $"fits none of the {any.GetArrayLength()} alternatives (anyOf)");
        }

        if (schema.TryGetProperty("oneOf", out var one) && one.EnumerateArray().Count(part => Check(part, value, path, depth + 1) is null) is var fitting and not 1)
        {
            return At(path, $"fits {fitting} of the {one.GetArrayLength()} alternatives instead of one (oneOf)");
        }

        if (schema.TryGetProperty("not", out var not) && Check(not, value, path, depth + 1) is null)
        {
            return At(path, "is what it must not be (not)");
        }

        return schema.TryGetProperty("if", out var condition) && schema.TryGetProperty(Check(condition, value, path, depth + 1) is null ? "then" : "else", out var branch) ? Check(branch, value, path, depth + 1) : null;
    }

    private string? CheckObject(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (schema.TryGetProperty("required", out var required) && required.EnumerateArray().FirstOrDefault(name => !value.TryGetProperty(name.GetString()!, out _)) is { ValueKind: JsonValueKind.String } missing)
        {
            return At(path, $"lacks the required member '{missing.GetString()}'");
        }

        return CheckCount(schema, "minProperties", "maxProperties", value.EnumerateObject().Count(), "members", path)
            ?? value.EnumerateObject().Select(member => CheckMember(schema, member, path, depth)).FirstOrDefault(error => error is not null);
    }

    private string? CheckMember(JsonElement schema, JsonProperty member, string path, int depth)
    {
        var place = $"{path}/{member.Name}";
        var isKnown = false;
        if (schema.TryGetProperty("propertyNames", out var names) && Check(names, JsonSerializer.SerializeToElement(member.Name, SchemaJsonContext.Default.String), place, depth + 1) is { } badName)
        {
            return badName;
        }

        if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known))
        {
            isKnown = true;
            if (Check(known, member.Value, place, depth + 1) is { } error)
            {
                return error;
            }
        }

        if (schema.TryGetProperty("patternProperties", out var matching))
        {
            foreach (var pattern in matching.EnumerateObject().Where(pattern => patterns[pattern.Name].IsMatch(member.Name)))
            {
                isKnown = true;
                if (Check(pattern.Value, member.Value, place, depth + 1) is { } error)
                {
                    return error;
                }
            }
        }

        return isKnown || !schema.TryGetProperty("additionalProperties", out var others) ? null
            : others.ValueKind == JsonValueKind.False ? At(path, $"must not have the member '{member.Name}'")
            : Check(others, member.Value, place, depth + 1);
    }

    private string? CheckArray(JsonElement schema, JsonElement value, string path, int depth)
    {
        var first = 0;
        if (schema.TryGetProperty("prefixItems", out var prefix))
        {
            for (; first < prefix.GetArrayLength() && first < value.GetArrayLength(); first++)
            {
                if (Check(prefix[first], value[first], $"{path}/{first}", depth + 1) is { } error)
                {
                    return error;
                }
            }
        }

        for (var i = first; schema.TryGetProperty("items", out var items) && i < value.GetArrayLength(); i++)
        {
            if (Check(items, value[i], $"{path}/{i}", depth + 1) is { } error)
            {
                return error;
            }
        }

        return CheckCount(schema, "minItems", "maxItems", value.GetArrayLength(), "items", path) ?? CheckContained(schema, value, path, depth) ?? CheckUnique(schema, value, path);
    }

    private string? CheckContained(JsonElement schema, JsonElement value, string path, int depth)
    {
        if (!schema.TryGetProperty("contains", out var wanted))
        {
            return null;
        }

        var count = value.EnumerateArray().Count(item => Check(wanted, item, path, depth + 1) is null);
        return CheckCount(schema, "minContains", "maxContains", count, "of the items asked for", path)
            ?? (count == 0 && !schema.TryGetProperty("minContains", out _) ? At(path, "has none of the items asked for (contains)") : null);
    }

    private static string? CheckUnique(JsonElement schema, JsonElement value, string path)
    {
        if (!schema.TryGetProperty("uniqueItems", out var unique) || unique.ValueKind != JsonValueKind.True)
        {
            return null;
        }

        var seen = new HashSet<JsonElement>(new ElementComparer());
        return value.EnumerateArray().All(seen.Add) ? null : At(path, "has an item twice");
    }

    private string? CheckText(JsonElement schema, string text, string path)
    {
        var length = text.EnumerateRunes().Count();
        return CheckCount(schema, "minLength", "maxLength", length, "characters", path)
            ?? (schema.TryGetProperty("pattern", out var pattern) && !patterns[pattern.GetString()!].IsMatch(text) ? At(path, $"must match the pattern {pattern.GetString()}") : null);
    }

    private static string? CheckNumber(JsonElement schema, double number, string path) =>
        schema.TryGetProperty("minimum", out var least) && number < least.GetDouble() ? At(path, $"must be at least {least}")
        : schema.TryGetProperty("maximum", out var most) && number > most.GetDouble() ? At(path, $"must be at most {most}")
        : schema.TryGetProperty("exclusiveMinimum", out var above) && number <= above.GetDouble() ? At(path, $"must be more than {above}")
        : schema.TryGetProperty("exclusiveMaximum", out var below) && number >= below.GetDouble() ? At(path, $"must be less than {below}")
        : schema.TryGetProperty("multipleOf", out var step) && !IsMultiple(number, step.GetDouble()) ? At(path, $"must be a multiple of {step}")
        : null;

    // 0.3 is a multiple of 0.1 although their quotient is not quite 3.
    private static bool IsMultiple(double number, double step) => Math.Abs((number / step) - Math.Round(number / step)) < 1e-9 * Math.Max(1, Math.Abs(number / step));

    private static string? CheckCount(JsonElement schema, string min, string max, int count, string what, string path) =>
        schema.TryGetProperty(min, out var least) && count < least.GetInt32() ? At(path, $"must have at least {least} {what}")
        : schema.TryGetProperty(max, out var most) && count > most.GetInt32() ? At(path, $"must have at most {most} {what}")
        : null;

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => false,
    };

    private static string At(string path, string problem) => $"{(path.Length == 0 ? "the answer" : path)} {problem}";
}
