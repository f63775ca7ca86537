namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>POST /v1/chat/completions</c> without streaming.</summary>
public sealed record ChatCompletion
{
    /// <summary>Gets the answer's id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the constant <c>chat.completion</c>.</summary>
    public string Object { get; init; } = "chat.completion";

    /// <summary>Gets the time of creation, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Gets the model that answered.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the choices.</summary>
    public required IReadOnlyList<ChatChoice> Choices { get; init; }

    /// <summary>Gets the tokens used.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Gets the backend's fingerprint.</summary>
    public string? SystemFingerprint { get; init; }
}
