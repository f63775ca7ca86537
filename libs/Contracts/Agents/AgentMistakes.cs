namespace Switchyard.Contracts.Agents;

/// <summary>Answer 400 of <c>PUT /v1/agents/{id}</c>: the service's usual problem details (RFC 9457), and all mistakes beside them.</summary>
public sealed record AgentMistakes
{
    /// <summary>Gets the problem type's URI.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the code a program can test.</summary>
    public required string Title { get; init; }

    /// <summary>Gets the HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>Gets all mistakes as text, one a line.</summary>
    public required string Detail { get; init; }

    /// <summary>Gets the id that is also in the <c>x-request-id</c> header.</summary>
    public string? RequestId { get; init; }

    /// <summary>Gets the mistakes in the order of their lines.</summary>
    public required IReadOnlyList<AgentMistake> Mistakes { get; init; }
}
