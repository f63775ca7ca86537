using System.Text.Json.Serialization;

namespace Switchyard.AgentHost.Events;

/// <summary>What hosts tell each other besides notices.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class EventsJsonContext : JsonSerializerContext;
