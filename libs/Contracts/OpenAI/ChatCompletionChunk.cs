namespace Switchyard.Contracts.OpenAI;

/// <summary>One server-sent event of a streamed chat completion.</summary>
public sealed record ChatCompletionChunk
{
    /// <summary>Gets the answer's id, the same in every chunk.</summary>
    public string? Id { get; init; }

    /// <summary>Gets the constant <c>chat.completion.chunk</c>.</summary>
    public string Object { get; init; } = "chat.completion.chunk";

    /// <summary>Gets the time of creation, in Unix seconds.</summary>
    public long Created { get; init; }

    /// <summary>Gets the model that answers.</summary>
    public string? Model { get; init; }

    /// <summary>Gets the choices; empty in the usage chunk.</summary>
    public required IReadOnlyList<ChatChunkChoice> Choices { get; init; }

    /// <summary>Gets the tokens used; only in the last chunk and only on request.</summary>
    public Usage? Usage { get; init; }
}
