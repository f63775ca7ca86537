namespace Switchyard.Contracts.Agents;


/// <summary>Body of <c>POST /v1/runs/{id}/answer</c>.</summary>
public sealed record AnswerRequest
{
    /// <summary>Gets the key of what is answered.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the answer: one of the choices where there are some.</summary>
    public string? Answer { get; init; }

    /// <summary>Gets who answers, for the record; absent means the run's user.</summary>
    public string? User { get; init; }
}
