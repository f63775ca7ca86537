using System.Text.Json;

namespace Switchyard.Dialects.Requests;

/// <summary>A top-level member of a request that has no canonical meaning.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
public sealed record ExtraMember(string Name, JsonElement Value);
