namespace Switchyard.Contracts.OpenAI;

/// <summary>Answer of <c>POST /tokenize</c>.</summary>
public sealed record TokenizeResponse
{
    /// <summary>Gets the token ids.</summary>
    public required IReadOnlyList<int> Tokens { get; init; }

    /// <summary>Gets their number.</summary>
    public int Count { get; init; }

    /// <summary>Gets the context length in tokens.</summary>
    public int MaxModelLen { get; init; }
}
