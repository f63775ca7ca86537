namespace Switchyard.Inference.Tokenization.Models;

/// <summary>Makes tokens of a piece of text. No control token comes of text, the one for unknown text excepted.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use; time and memory grow with the piece's length n no faster than n log n.</remarks>
internal interface ITokenModel
{
    /// <summary>Gets the vocabulary.</summary>
    Vocabulary Vocabulary { get; }

    /// <summary>Gets whether every text's bytes are in its tokens, so that none is unknown.</summary>
    bool CoversAllText { get; }

    /// <summary>Gets the text that ends a word's last token, or null when nothing marks the end.</summary>
    string? EndOfWord { get; }

    /// <summary>Appends the tokens of <paramref name="piece"/>.</summary>
    void Encode(ReadOnlySpan<char> piece, List<int> output);
}
