using System.Text.Json.Serialization;

namespace Switchyard.Agents.Client.Backends.Answers;

/// <summary>How runs of agents that answer without tools are journalled.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(AnswerState))]
[JsonSerializable(typeof(ModelAsk))]
[JsonSerializable(typeof(ModelReply))]
internal sealed partial class AnswerJson : JsonSerializerContext;
