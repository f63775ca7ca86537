using System.Text.Json;

namespace Switchyard.Contracts.Routing;

/// <summary>One entry of <c>GET /admin/changes</c>.</summary>
public sealed record AdminChange
{
    /// <summary>Gets its number; it grows with each change.</summary>
    public required long Version { get; init; }

    /// <summary>Gets the kind of the setting.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the setting's name among its kind.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what was done: <c>set</c> or <c>removed</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Gets the value it got; absent where it was removed.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Gets whether a key was stored with it.</summary>
    public required bool HasApiKey { get; init; }

    /// <summary>Gets when.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Gets by whom, as they named themselves in <c>x-switchyard-user</c>.</summary>
    public required string ChangedBy { get; init; }
}
