using System.Text.Json;

namespace Switchyard.Contracts.Routing;

/// <summary>One setting of <c>/admin/providers</c>, <c>/admin/routes</c>, <c>/admin/aliases</c> or <c>/admin/defaults</c>, and the answer of a PUT.</summary>
/// <remarks>The body of a PUT is what <see cref="Value"/> holds. Its version also stands in the ETag, for If-Match.</remarks>
public sealed record AdminSetting
{
    /// <summary>Gets the kind: <c>providers</c>, <c>routes</c>, <c>aliases</c> or <c>defaults</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Gets the name among its kind: a provider's id, a model string, an alias; empty for the defaults.</summary>
    public required string Id { get; init; }

    /// <summary>Gets where it comes from: <c>stored</c> (changed at run time), <c>configuration</c> or <c>environment</c>. What is stored wins.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the change that stored it; absent where nothing is stored.</summary>
    public long? Version { get; init; }

    /// <summary>Gets the value, in the JSON of the configuration section of the same name with members in camel case; an alias is a string. Never holds a key.</summary>
    public required JsonElement Value { get; init; }

    /// <summary>Gets whether a provider's key is stored. A PUT without <c>apiKey</c> keeps it while the address stays; <c>"apiKey": null</c> removes it.</summary>
    public bool? HasApiKey { get; init; }

    /// <summary>Gets when it was stored.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Gets who stored it, as they named themselves in <c>x-switchyard-user</c>.</summary>
    public string? UpdatedBy { get; init; }

    /// <summary>Gets what may be a mistake, though it is in force.</summary>
    public IReadOnlyList<string>? Warnings { get; init; }
}
