namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /admin/changes?limit=&amp;before=</c>, the newest first. For the next page <c>before</c> is the last version seen.</summary>
public sealed record AdminChangeList
{
    /// <summary>Gets the changes.</summary>
    public required IReadOnlyList<AdminChange> Data { get; init; }
}
