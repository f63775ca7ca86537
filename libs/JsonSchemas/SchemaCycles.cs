using System.Text.Json;

namespace Switchyard.JsonSchemas;

/// <summary>Finds references that lead back to themselves without having gone into the value: whatever the value is, checking it would never end.</summary>
internal sealed class SchemaCycles(JsonElement root)
{
    private static readonly string[] s_schemas = ["not", "if", "then", "else"];
    private static readonly string[] s_lists = ["allOf", "anyOf", "oneOf"];

    private readonly HashSet<string> _harmless = new(StringComparer.Ordinal);
    private readonly List<string> _path = [];

    /// <summary>Follows <paramref name="reference"/>, which is at <paramref name="location"/>.</summary>
    /// <exception cref="SchemaException">It leads back to itself, or through more than <see cref="JsonSchema.MaxDepth"/> others.</exception>
    public void Follow(string reference, string location)
    {
        if (_harmless.Contains(reference))
        {
            return;
        }

        if (_path.Contains(reference, StringComparer.Ordinal))
        {
            throw new SchemaException(location, $"The reference '{reference}' leads back to itself, so that nothing could ever be checked against it.");
        }

        if (_path.Count >= JsonSchema.MaxDepth)
        {
            throw new SchemaException(location, $"The references go on for more than {JsonSchema.MaxDepth} steps.");
        }

        _path.Add(reference);
        FollowAll(SchemaReader.Resolve(root, reference, location), location);
        _path.RemoveAt(_path.Count - 1);
        _harmless.Add(reference);
    }

    private void FollowAll(JsonElement schema, string location)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var next) && next.ValueKind == JsonValueKind.String)
        {
            Follow(next.GetString()!, location);
        }

        foreach (var name in s_schemas)
        {
            if (schema.TryGetProperty(name, out var part))
            {
                FollowAll(part, location);
            }
        }

        foreach (var name in s_lists)
        {
            if (schema.TryGetProperty(name, out var parts) && parts.ValueKind == JsonValueKind.Array)
            {
                foreach (var part in parts.EnumerateArray())
                {
                    FollowAll(part, location);
                }
            }
        }
    }
}
