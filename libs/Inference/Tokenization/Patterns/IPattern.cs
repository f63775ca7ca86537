namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Something that can be found in text.</summary>
/// <remarks>Implementations are immutable and safe for concurrent use.</remarks>
internal interface IPattern
{
    /// <summary>Appends the matches in <paramref name="text"/> and what lies between them; together they are the whole text. A match may be empty.</summary>
    void FindParts(ReadOnlySpan<char> text, List<TextPart> parts);
}
