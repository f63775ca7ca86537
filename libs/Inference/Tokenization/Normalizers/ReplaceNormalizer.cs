using System.Text;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>Puts a text in place of every match of a pattern.</summary>
internal sealed class ReplaceNormalizer(IPattern pattern, string content) : INormalizer
{
    public int MaxShrink => pattern is StringPattern { Value: var value } && value.Length <= content.Length ? 1 : int.MaxValue;

    public string Normalize(string text)
    {
        if (pattern is StringPattern { Value: { Length: > 0 } value })
        {
            return text.Replace(value, content, StringComparison.Ordinal);
        }

        var parts = new List<TextPart>();
        pattern.FindParts(text, parts);
        if (!parts.Exists(static part => part.IsMatch))
        {
            return text;
        }

        var output = new StringBuilder(text.Length);
        foreach (var part in parts)
        {
            _ = part.IsMatch ? output.Append(content) : output.Append(text, part.Start, part.Length);
        }

        return output.ToString();
    }
}
