namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>GET /v1/sessions</c>, last used first.</summary>
public sealed record SessionList
{
    /// <summary>Gets the conversations.</summary>
    public required IReadOnlyList<SessionInfo> Data { get; init; }
}
