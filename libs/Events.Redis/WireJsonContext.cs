using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Events.Redis;

/// <summary>How events are written to the stream.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WireEvent))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
