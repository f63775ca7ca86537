namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>POST /v1/sessions/{id}/summary</c>.</summary>
public sealed record SessionSummary
{
    /// <summary>Gets the summary.</summary>
    public required string Summary { get; init; }
}
