using System.Text.Json;
using Switchyard.Agents.Definitions;

namespace Switchyard.AgentHost.Members;

/// <summary>The agents that a run may call, those that they may call among them, each in the version that the run was started with.</summary>
/// <param name="ByName">The agents by their names.</param>
internal sealed record RunMembers(IReadOnlyDictionary<string, AgentDefinition> ByName)
{
    public static RunMembers None { get; } = new(new Dictionary<string, AgentDefinition>());

    /// <summary>The versions by the agents' names, as a run's row has them; null where there are none.</summary>
    public string? ToJson() => ByName.Count == 0 ? null : JsonSerializer.Serialize(ByName.ToDictionary(member => member.Key, member => member.Value.Version), MembersJsonContext.Default.DictionaryStringInt32);
}
