using System.Text.Json;
using System.Text.Json.Serialization;

namespace Switchyard.AgentHost.People;

/// <summary>How choices and arguments of requests are stored.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class PeopleJsonContext : JsonSerializerContext;
