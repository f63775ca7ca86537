using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient;

/// <summary>Reads the events of runs.</summary>
internal static class RunEvents
{
    public static RunEvent? Parse(string type, ReadOnlySpan<byte> data) => data.IsEmpty ? null : JsonSerializer.Deserialize(data, AgentsJsonContext.Default.RunEvent);
}
