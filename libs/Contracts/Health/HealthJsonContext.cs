using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Health;

/// <summary>How health answers are read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServiceHealth))]
public sealed partial class HealthJsonContext : JsonSerializerContext;
