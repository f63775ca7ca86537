using System.Text.Json.Serialization;

namespace Switchyard.Agents.Client.Backends;

/// <summary>How options of agents are read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(AgentBackendOptions))]
internal sealed partial class AgentBackendJson : JsonSerializerContext;
