using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.AgentHost.Runs;

/// <summary>How mended JSON is read back.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class SafeTextJsonContext : JsonSerializerContext;
