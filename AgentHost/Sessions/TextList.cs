using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Sessions;

/// <summary>How lists of texts are stored with a conversation.</summary>
internal static class TextList
{
    public static string? ToJson(IReadOnlyList<string>? texts) => texts is null ? null : JsonSerializer.Serialize(texts, AgentsJsonContext.Default.IReadOnlyListString);

    public static IReadOnlyList<string>? Read(string? json) => json is null ? null : JsonSerializer.Deserialize(json, AgentsJsonContext.Default.IReadOnlyListString);
}
