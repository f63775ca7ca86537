using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>How what hooks tell is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(HookNotice))]
internal sealed partial class HookJsonContext : JsonSerializerContext;
