using System.Text.Json;

namespace Switchyard.Contracts.OpenAI;

/// <summary>A function's name, purpose and parameters.</summary>
public sealed record FunctionDefinition
{
    /// <summary>Gets the name: letters, digits, <c>_</c> and <c>-</c>, at most 64.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what the function does, for the model to read.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the parameters as a JSON Schema object.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Gets whether the arguments must match the schema exactly.</summary>
    public bool? Strict { get; init; }
}
