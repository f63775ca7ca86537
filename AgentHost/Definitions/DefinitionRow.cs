using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>One row of agents.definitions.</summary>
internal sealed class DefinitionRow
{
    public const string Columns = "agent as Agent, version as Version, source as Source, document::text as Document, yaml as Yaml, created_at as CreatedAt";

    public string Agent { get; init; } = string.Empty;

    public int Version { get; init; }

    public string Source { get; init; } = string.Empty;

    public string Document { get; init; } = string.Empty;

    public string? Yaml { get; init; }

    public DateTime CreatedAt { get; init; }

    public AgentEntry ToEntry() => new(JsonSerializer.Deserialize(Document, AgentsJsonContext.Default.AgentDocument)!, Version, Source, Yaml, CreatedAt);
}
