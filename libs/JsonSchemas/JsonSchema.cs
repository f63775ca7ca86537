using System.Text.Json;
using System.Text.RegularExpressions;

namespace Switchyard.JsonSchemas;

/// <summary>
/// A schema that JSON values are checked against: the assertions of JSON Schema 2020-12 (core, applicator and validation vocabularies) with references inside
/// the document. <c>format</c> and unknown keywords are annotations. References to other documents are refused, never fetched.
/// </summary>
/// <remarks>
/// Our own and not JsonSchema.Net, which runs a caller's patterns with backtracking and without a limit: one pattern and one answer would occupy a processor for ever.
/// Source: JSON Schema Core and Validation, draft 2020-12.
/// </remarks>
public sealed class JsonSchema
{
    /// <summary>The most levels a schema or a value may have, references followed included.</summary>
    public const int MaxDepth = 64;

    // Beyond it a hostile schema of references to references would take longer than anybody waits.
    private const int MaxSteps = 1_000_000;

    private readonly JsonElement _root;
    private readonly Dictionary<string, Regex> _patterns;

    private JsonSchema(JsonElement root)
    {
        _root = root.Clone();
        var reader = new SchemaReader(_root);
        reader.Read();
        _patterns = reader.Patterns;
    }

    /// <summary>Reads a schema.</summary>
    /// <exception cref="SchemaException">It cannot be used; the message names the place.</exception>
    public static JsonSchema Read(JsonElement schema) => new(schema);

    /// <summary>Checks <paramref name="value"/>.</summary>
    /// <returns>The first thing that is wrong, with its place as a JSON pointer; <see langword="null"/> where nothing is.</returns>
    public string? Validate(JsonElement value) => new SchemaValidation(_root, _patterns, MaxSteps).Check(_root, value, string.Empty, 0);
}
