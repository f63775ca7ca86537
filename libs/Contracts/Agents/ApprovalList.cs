namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>GET /v1/approvals</c>: what waits for people, oldest first.</summary>
public sealed record ApprovalList
{
    /// <summary>Gets the requests.</summary>
    public required IReadOnlyList<WaitingRequest> Data { get; init; }
}
