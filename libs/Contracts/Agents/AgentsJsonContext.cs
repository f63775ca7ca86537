using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Agents;

/// <summary>How the AgentHost's types are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowDuplicateProperties = false,
    MaxDepth = 64)]
[JsonSerializable(typeof(StartRunRequest))]
[JsonSerializable(typeof(RunEvent))]
[JsonSerializable(typeof(RunList))]
[JsonSerializable(typeof(RunSummary))]
[JsonSerializable(typeof(RunDetail))]
[JsonSerializable(typeof(AgentList))]
public sealed partial class AgentsJsonContext : JsonSerializerContext;
