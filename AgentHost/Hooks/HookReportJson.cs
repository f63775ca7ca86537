using System.Text.Json.Serialization;

namespace Switchyard.AgentHost.Hooks;

/// <summary>How reports about hooks are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HookReport))]
internal sealed partial class HookReportJson : JsonSerializerContext;
