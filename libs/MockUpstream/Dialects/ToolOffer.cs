using System.Text.Json;

namespace Switchyard.MockUpstream.Dialects;

/// <summary>A tool of the request; the schema is undefined when the tool has none.</summary>
internal sealed record ToolOffer(string Name, JsonElement Schema);
