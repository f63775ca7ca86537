using System.Text.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>The form an answer's text must have.</summary>
/// <param name="Kind">The kind of form.</param>
/// <param name="Schema">The JSON schema; <see langword="null"/> unless <paramref name="Kind"/> is <see cref="ResponseFormatKind.JsonSchema"/>.</param>
public sealed record ResponseFormat(ResponseFormatKind Kind, JsonElement? Schema = null)
{
    /// <summary>Gets the schema's name; <c>response</c> where the caller's dialect has none.</summary>
    public string Name { get; init; } = "response";

    /// <summary>Gets what the schema is for.</summary>
    public string? Description { get; init; }

    /// <summary>Gets whether the schema must be followed to the letter.</summary>
    public bool? Strict { get; init; }
}
