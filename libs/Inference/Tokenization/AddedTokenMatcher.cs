using System.Buffers;
using Switchyard.Inference.Tokenization.Models;
using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tokenization;

/// <summary>Finds added tokens in text, the longest at the first place.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly AddedToken[] _tokens;
    private readonly TokenTrie _trie;
    private readonly SearchValues<char> _firstChars;

    public AddedTokenMatcher(IEnumerable<AddedToken> tokens)
    {
        _tokens = [.. tokens.Where(token => token.Content.Length > 0)];
        _trie = new TokenTrie(_tokens.Select((token, i) => KeyValuePair.Create(token.Content, i)));
        _firstChars = SearchValues.Create([.. _tokens.Select(token => token.Content[0]).Distinct()]);
    }

    /// <summary>Finds the first added token at or after <paramref name="start"/>; the text before that is taken.</summary>
    /// <returns>The match, or null.</returns>
    public AddedTokenMatch? Find(ReadOnlySpan<char> text, int start)
    {
        for (var i = start; i < text.Length;)
        {
            var offset = text[i..].IndexOfAny(_firstChars);
            if (offset < 0)
            {
                break;
            }

            i += offset;
            if (FindLongest(text[i..]) is not { } token)
            {
                i++;
                continue;
            }

            var end = i + token.Content.Length;
            if (!token.IsSingleWord || StandsAlone(text, i, end))
            {
                return new AddedTokenMatch(token.StripsLeft ? SkipBack(text, i, start) : i, token.StripsRight ? SkipForward(text, end) : end, token.Id);
            }

            i = end;
        }

        return null;
    }

    private AddedToken? FindLongest(ReadOnlySpan<char> text)
    {
        AddedToken? longest = null;
        var node = TokenTrie.Root;
        for (var i = 0; i < text.Length && (node = _trie.Next(node, text[i])) >= 0; i++)
        {
            var value = _trie.GetValue(node);
            longest = value >= 0 ? _tokens[value] : longest;
        }

        return longest;
    }

    private static bool StandsAlone(ReadOnlySpan<char> text, int start, int end) =>
        (start == 0 || !CharacterClasses.IsWord(CharacterClasses.RuneBefore(text, start))) && (end == text.Length || !CharacterClasses.IsWord(CharacterClasses.RuneAt(text, end)));

    private static int SkipBack(ReadOnlySpan<char> text, int position, int least)
    {
        while (position > least && char.IsWhiteSpace(text[position - 1]))
        {
            position--;
        }

        return position;
    }

    private static int SkipForward(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
        {
            position++;
        }

        return position;
    }
}
