using System.Text.Json.Serialization;

namespace Switchyard.AgentHost.Members;

/// <summary>How the versions of a run's members are stored.</summary>
[JsonSerializable(typeof(Dictionary<string, int>))]
internal sealed partial class MembersJsonContext : JsonSerializerContext;
