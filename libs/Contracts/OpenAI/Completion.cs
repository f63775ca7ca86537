namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>POST /v1/completions</c>; a streamed event has the same shape.</summary>
public sealed record Completion
{
    /// <summary>Gets the answer's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>text_completion</c>.</summary>
    public string Object { get; init; } = "text_completion";

    /// <summary>Gets the time of creation, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Gets the model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the choices.</summary>
    public required IReadOnlyList<CompletionChoice> Choices { get; init; }

    /// <summary>Gets the tokens used.</summary>
    public Usage? Usage { get; init; }
}
