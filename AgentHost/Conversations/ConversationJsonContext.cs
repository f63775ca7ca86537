using System.Text.Json.Serialization;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Conversations;

/// <summary>How a message's tool calls are stored: as on the wire.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<ToolCall>))]
internal sealed partial class ConversationJsonContext : JsonSerializerContext;
