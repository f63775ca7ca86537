using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>One version of an agent as it is stored.</summary>
/// <param name="Document">The agent as it was written.</param>
/// <param name="Version">The number, from 1.</param>
/// <param name="Source">One of <see cref="AgentSources"/>.</param>
/// <param name="Yaml">The text it was written as; null where it was not written as YAML.</param>
/// <param name="CreatedAt">When it was first seen.</param>
internal sealed record AgentEntry(AgentDocument Document, int Version, string Source, string? Yaml, DateTimeOffset CreatedAt)
{
    public string Id => Document.Id!;
}
