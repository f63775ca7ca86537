using System.Text.Json.Serialization;

namespace Switchyard.Agents.Composition.Sagas;

/// <summary>What a step of a saga, or its compensation, is called with.</summary>
public sealed record SagaCall
{
    /// <summary>Gets what the saga was asked.</summary>
    public required AgentTask Task { get; init; }

    /// <summary>Gets what the steps that are done gave, by their names; for a compensation, its own step's result among them where it is known.</summary>
    public required IReadOnlyDictionary<string, string> Results { get; init; }

    /// <summary>Gets the call's key: the same whenever this call is made again, and that of no other call. An idempotent action passes it on.</summary>
    [JsonIgnore]
    public string Key { get; init; } = "";

    /// <summary>Gets the call's key in this run alone, which names the run of an agent; see <see cref="Graphs.Effects.EffectCall{TArguments}.OwnKey"/>. Default: <see cref="Key"/>.</summary>
    [JsonIgnore]
    public string OwnKey { get => field ?? Key; init; }
}
