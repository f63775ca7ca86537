namespace Switchyard.Contracts.OpenAI;

/// <summary>How likely the tokens of a text were; the lists are of one length.</summary>
public sealed record CompletionLogprobs
{
    /// <summary>Gets the tokens' texts.</summary>
    public required IReadOnlyList<string> Tokens { get; init; }

    /// <summary>Gets the natural logarithms of their probabilities; null for the first token of an echoed prompt.</summary>
    public required IReadOnlyList<float?> TokenLogprobs { get; init; }

    /// <summary>Gets, for each token, the likeliest ones by their texts; null for the first token of an echoed prompt.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, float>?> TopLogprobs { get; init; }

    /// <summary>Gets where each token begins in the choice's text, in characters (code points).</summary>
    public required IReadOnlyList<int> TextOffset { get; init; }
}
