using System.Text.Json;
using System.Text.Json.Serialization;
using Switchyard.MockUpstream.Recording;

namespace Switchyard.MockUpstream.Control;

/// <summary>The JSON of the control API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RecordedRequest[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(ControlStatus))]
[JsonSerializable(typeof(ControlError))]
internal sealed partial class ControlJsonContext : JsonSerializerContext;
