using System.Text.Json.Serialization;

namespace Switchyard.Hosting.State;

/// <summary>How the state file is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppHostState))]
internal sealed partial class AppHostStateJsonContext : JsonSerializerContext;
