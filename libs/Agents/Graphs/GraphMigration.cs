using System.Text.Json.Nodes;

namespace Switchyard.Agents.Graphs;

/// <summary>Carries the runs of one version of a graph over to another.</summary>
/// <param name="From">The version that wrote the state.</param>
/// <param name="To">The version that reads it.</param>
/// <param name="ChangeState">Makes the new state of the old; without side effects.</param>
public sealed record GraphMigration(string From, string To, Func<JsonObject, JsonObject> ChangeState)
{
    /// <summary>Gets the nodes that have another name now: the old name and the new.</summary>
    public IReadOnlyDictionary<string, string> RenamedNodes { get; init; } = new Dictionary<string, string>();
}
