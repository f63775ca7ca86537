namespace Switchyard.Inference.Embeddings;

/// <summary>One input: a text, or the tokens of one.</summary>
/// <param name="Text">The text, or null.</param>
/// <param name="Tokens">The tokens, or null.</param>
public readonly record struct EmbeddingInput(string? Text, IReadOnlyList<int>? Tokens)
{
    /// <summary>Makes an input of a text.</summary>
    public static EmbeddingInput OfText(string text) => new(text, null);

    /// <summary>Makes an input of tokens.</summary>
    public static EmbeddingInput OfTokens(IReadOnlyList<int> tokens) => new(null, tokens);
}
