namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>A text that stands for itself. The empty one is found nowhere.</summary>
internal sealed class StringPattern(string value) : IPattern
{
    public string Value => value;

    public void FindParts(ReadOnlySpan<char> text, List<TextPart> parts)
    {
        var covered = 0;
        while (value.Length > 0 && text[covered..].IndexOf(value, StringComparison.Ordinal) is >= 0 and var offset)
        {
            covered = parts.AddMatch(covered, covered + offset, value.Length);
        }

        parts.AddRest(covered, text.Length);
    }
}
