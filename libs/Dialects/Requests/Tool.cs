using System.Text.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>A function the model may call.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Parameters">The JSON schema of its arguments; <see langword="null"/> where it takes none.</param>
/// <param name="Strict">Whether the arguments must follow the schema to the letter; <see langword="null"/> leaves it to the upstream.</param>
/// <param name="Field">Where the caller's body has it, as a path.</param>
public sealed record Tool(string Name, string? Description, JsonElement? Parameters, bool? Strict, string Field)
{
    /// <summary>Gets Anthropic's <c>cache_control</c> object; a hint, lost on other upstreams.</summary>
    public JsonElement? CacheControl { get; init; }
}
