namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>POST /v1/sessions/{id}/compact</c>.</summary>
public sealed record SessionCompaction
{
    /// <summary>Gets how many turns were taken into the summary; 0 where there was nothing to gain.</summary>
    public required int CompactedTurns { get; init; }

    /// <summary>Gets the tokens of the history before.</summary>
    public required int TokensBefore { get; init; }

    /// <summary>Gets the tokens of the history now, the summary among them.</summary>
    public required int TokensAfter { get; init; }

    /// <summary>Gets the summary.</summary>
    public string? Summary { get; init; }
}
