using System.Text.Json;

namespace Switchyard.Inference.Constraints;

/// <summary>A tool that may be called.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="Parameters">The JSON schema of its arguments, which are an object; null for any object.</param>
public sealed record ToolFunction(string Name, JsonElement? Parameters);
