namespace Switchyard.Contracts.Agents;


/// <summary>One conversation of <c>GET /v1/sessions</c>.</summary>
public record SessionInfo
{
    /// <summary>Gets the conversation's id; unique for a user and agent.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the user.</summary>
    public required string User { get; init; }

    /// <summary>Gets the agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Gets its first input, shortened.</summary>
    public string? Title { get; init; }

    /// <summary>Gets when it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it was last used.</summary>
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>Gets how many runs it has.</summary>
    public required int Runs { get; init; }
}
