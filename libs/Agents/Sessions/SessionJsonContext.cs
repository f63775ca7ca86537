using System.Text.Json.Serialization;

namespace Switchyard.Agents.Sessions;

/// <summary>How sessions are saved, and what models are asked for is read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AgentSession))]
[JsonSerializable(typeof(Contracts.Agents.SessionAssessment))]
internal sealed partial class SessionJsonContext : JsonSerializerContext;
