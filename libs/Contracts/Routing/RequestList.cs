namespace Switchyard.Contracts.Routing;

/// <summary>Answer of <c>GET /v1/requests</c>: the requests this router remembers, the newest first.</summary>
public sealed record RequestList
{
    /// <summary>Gets the requests.</summary>
    public required IReadOnlyList<RequestInfo> Data { get; init; }
}
