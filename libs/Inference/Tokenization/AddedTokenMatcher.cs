using System.Buffers;

namespace Switchyard.Inference.Tokenization;

/// <summary>Finds added tokens in text, the longest at the first place.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] _tokens;
    private readonly SearchValues<char> _firstChars;

    public AddedTokenMatcher(IEnumerable<AddedToken> tokens)
    {
        _tokens = [.. tokens.OrderByDescending(token => token.Content.Length)];
        _firstChars = SearchValues.Create([.. _tokens.Select(token => token.Content[0]).Distinct()]);
    }

    /// <summary>Finds the first added token at or after <paramref name="start"/>.</summary>
    /// <returns>Its position and itself, or -1 and null.</returns>
    public (int Index, AddedToken? Token) Find(ReadOnlySpan<char> text, int start)
    {
        while (start < text.Length)
        {
            var offset = text[start..].IndexOfAny(_firstChars);
            if (offset < 0)
            {
                break;
            }

            start += offset;
            foreach (var token in _tokens)
            {
                if (text[start..].StartsWith(token.Content, StringComparison.Ordinal))
                {
                    return (start, token);
                }
            }

            start++;
        }

        return (-1, null);
    }
}
