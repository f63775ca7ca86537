using System.Text.Json.Serialization;

namespace Switchyard.Contracts.Batches;

/// <summary>How long a file is kept.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record FileExpiry
{
    /// <summary>Gets from when it is counted: <c>created_at</c>.</summary>
    public string? Anchor { get; init; }

    /// <summary>Gets for how many seconds: an hour to 30 days.</summary>
    public long? Seconds { get; init; }
}
