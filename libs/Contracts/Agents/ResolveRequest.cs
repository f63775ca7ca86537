using System.Text.Json;

namespace Switchyard.Contracts.Agents;


/// <summary>Body of <c>POST /v1/runs/{id}/resolve</c>.</summary>
public sealed record ResolveRequest
{
    /// <summary>Gets the key of the call.</summary>
    public string? Key { get; init; }

    /// <summary>Gets what became of it, one of <see cref="ResolveOutcomes"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>Gets the call's result, where it happened.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>Gets who says it, for the record; absent means the run's user.</summary>
    public string? User { get; init; }
}
