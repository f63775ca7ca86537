namespace Switchyard.Contracts.Agents;


/// <summary>Answer of <c>POST /v1/sessions/{id}/assessment</c>: how well the agent served the user, judged by a model.</summary>
public sealed record SessionAssessment
{
    /// <summary>Gets the grade, 1 (useless) to 5 (all that was asked, right and clear).</summary>
    public required int Score { get; init; }

    /// <summary>Gets why.</summary>
    public required string Reasoning { get; init; }

    /// <summary>Gets what was asked and not done.</summary>
    public required IReadOnlyList<string> OpenPoints { get; init; }
}
