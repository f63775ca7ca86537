namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>A stretch of text that a pattern matched, or that lies between matches.</summary>
internal readonly record struct TextPart(int Start, int Length, bool IsMatch)
{
    public int End => Start + Length;
}
