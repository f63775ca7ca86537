using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Agents.Tools;

/// <summary>How arguments are read and written.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(Dictionary<string, JsonElement>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ToolJsonContext : JsonSerializerContext;
