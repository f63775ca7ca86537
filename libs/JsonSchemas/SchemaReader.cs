using System.Text.Json;
using System.Text.RegularExpressions;

namespace Switchyard.JsonSchemas;

/// <summary>Finds out before anything is checked whether a schema can be used.</summary>
/// <param name="root">The schema.</param>
internal sealed class SchemaReader(JsonElement root)
{
    private const int MaxPatternLength = 1000;

    private static readonly string[] s_schemas = ["additionalProperties", "propertyNames", "items", "contains", "not", "if", "then", "else"];
    private static readonly string[] s_lists = ["allOf", "anyOf", "oneOf", "prefixItems"];
    private static readonly string[] s_maps = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
    private static readonly string[] s_types = ["object", "array", "string", "number", "integer", "boolean", "null"];
    private static readonly string[] s_unusable = ["$dynamicRef", "$recursiveRef", "unevaluatedProperties", "unevaluatedItems"];

    private readonly SchemaCycles _cycles = new(root);
    private readonly HashSet<string> _references = new(StringComparer.Ordinal);
    private readonly Queue<string> _unread = [];

    /// <summary>Gets the patterns that were found, ready to be matched.</summary>
    public Dictionary<string, Regex> Patterns { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads all of the schema, and whatever its references name, which may lie where no schema is expected.</summary>
    /// <exception cref="SchemaException">It cannot be used.</exception>
    public void Read()
    {
        Check(root, string.Empty, 0);
        while (_unread.TryDequeue(out var reference))
        {
            Check(Resolve(root, reference, reference), reference, 0);
        }
    }

    /// <summary>Gets what a reference names.</summary>
    public static JsonElement Resolve(JsonElement root, string reference, string location)
    {
        if (!reference.StartsWith('#'))
        {
            throw new SchemaException(location, "References to other documents are not followed; put what they name into $defs.");
        }

        var place = root;
        foreach (var segment in Uri.UnescapeDataString(reference[1..]).Split('/').Skip(1))
        {
            var name = segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            place = place.ValueKind == JsonValueKind.Object && place.TryGetProperty(name, out var member) ? member
                : place.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < place.GetArrayLength() ? place[index]
                : throw new SchemaException(location, $"There is nothing at '{reference}'.");
        }

        return reference is "#" || reference.StartsWith("#/", StringComparison.Ordinal) ? place : throw new SchemaException(location, "References by anchor are not followed; write a path such as #/$defs/name.");
    }

    private void Check(JsonElement schema, string location, int depth)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new SchemaException(location, "A schema must be an object, true or false.");
        }

        if (depth > JsonSchema.MaxDepth)
        {
            throw new SchemaException(location, $"The schema has more than {JsonSchema.MaxDepth} levels.");
        }

        foreach (var keyword in schema.EnumerateObject())
        {
            CheckKeyword(keyword, $"{location}/{keyword.Name}", depth);
        }
    }

    private void CheckKeyword(JsonProperty keyword, string location, int depth)
    {
        var value = keyword.Value;
        if (s_unusable.Contains(keyword.Name, StringComparer.Ordinal))
        {
            throw new SchemaException(location, "This keyword is not supported.");
        }

        if (s_schemas.Contains(keyword.Name, StringComparer.Ordinal))
        {
            Check(value, location, depth + 1);
        }
        else if (s_lists.Contains(keyword.Name, StringComparer.Ordinal))
        {
            Require(value.ValueKind == JsonValueKind.Array, location, "must be an array of schemas.");
            for (var i = 0; i < value.GetArrayLength(); i++)
            {
                Check(value[i], $"{location}/{i}", depth + 1);
            }
        }
        else if (s_maps.Contains(keyword.Name, StringComparer.Ordinal))
        {
            Require(value.ValueKind == JsonValueKind.Object, location, "must be an object of schemas.");
            foreach (var member in value.EnumerateObject())
            {
                if (keyword.Name == "patternProperties")
                {
                    AddPattern(member.Name, location);
                }

                Check(member.Value, $"{location}/{member.Name}", depth + 1);
            }
        }
        else
        {
            CheckAssertion(keyword.Name, value, location);
        }
    }

    private void CheckAssertion(string name, JsonElement value, string location)
    {
        switch (name)
        {
            case "$ref":
                Require(value.ValueKind == JsonValueKind.String, location, "must be a string.");
                AddReference(value.GetString()!, location);
                break;
            case "pattern":
                Require(value.ValueKind == JsonValueKind.String, location, "must be a string.");
                AddPattern(value.GetString()!, location);
                break;
            case "type":
                Require(value.ValueKind == JsonValueKind.String || value.ValueKind == JsonValueKind.Array, location, "must be a type's name or an array of them.");
                Require(value.ValueKind == JsonValueKind.String ? IsType(value) : value.EnumerateArray().All(IsType), location, $"must name one of {string.Join(", ", s_types)}.");
                break;
            case "enum":
                Require(value.ValueKind == JsonValueKind.Array, location, "must be an array.");
                break;
            case "required":
                Require(value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(static item => item.ValueKind == JsonValueKind.String), location, "must be an array of names.");
                break;
            case "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                Require(value.ValueKind == JsonValueKind.Number && (name != "multipleOf" || value.GetDouble() > 0), location, "must be a number, and a multiple above 0.");
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains" or "maxContains":
                Require(value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var count) && count >= 0, location, "must be a whole number of 0 or more.");
                break;
        }
    }

    private void AddReference(string reference, string location)
    {
        _ = Resolve(root, reference, location);
        _cycles.Follow(reference, location);
        if (_references.Add(reference))
        {
            _unread.Enqueue(reference);
        }
    }

    // Without backtracking a match takes time in proportion to the text, whatever the pattern.
    private void AddPattern(string pattern, string location)
    {
        Require(pattern.Length <= MaxPatternLength, location, $"A pattern may have {MaxPatternLength} characters.");
        try
        {
            Patterns.TryAdd(pattern, new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw new SchemaException(location, "The pattern is not one that can be checked: backreferences and assertions about what stands around are not supported.");
        }
    }

    private static bool IsType(JsonElement name) => name.ValueKind == JsonValueKind.String && s_types.Contains(name.GetString(), StringComparer.Ordinal);

    private static void Require(bool condition, string location, string message)
    {
        if (!condition)
        {
            throw new SchemaException(location, $"This keyword {message}");
        }
    }
}
