using System.Text.Json;

namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>GET /v1/runs/{id}/state</c>.</summary>
public sealed record RunState
{
    /// <summary>Gets the run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>Gets the number of the entry with which the state was like this.</summary>
    public required long Sequence { get; init; }

    /// <summary>Gets the state.</summary>
    public required JsonElement State { get; init; }
}
