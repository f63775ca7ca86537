using System.Text.Json.Serialization;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Models;

namespace Switchyard.Agents.Reasoning;

/// <summary>How agents' states and the results of their calls are journalled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AgentState))]
[JsonSerializable(typeof(ModelPrompt))]
[JsonSerializable(typeof(ModelAnswer))]
[JsonSerializable(typeof(ToolCallRequest))]
[JsonSerializable(typeof(ToolCallOutcome))]
[JsonSerializable(typeof(CallFigures))]
internal sealed partial class AgentStateJson : JsonSerializerContext;
