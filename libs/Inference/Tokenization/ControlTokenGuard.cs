using System.Text;

namespace Switchyard.Inference.Tokenization;

/// <summary>
/// Keeps a user's text from becoming control tokens. A chat template joins its own control tokens and the users' texts into one string;
/// before that, every control token written in a user's text is broken by a mark, and the encoder takes the mark out again once it has
/// looked for control tokens. The mark is made of two of Unicode's noncharacters, which mean nothing in text; those in a user's own
/// text are doubled so that nothing is lost.
/// </summary>
/// <param name="specialTokens">The control tokens' texts.</param>
public sealed class ControlTokenGuard(IEnumerable<string> specialTokens)
{
    private const char Escape = '\uFDD0';
    private const char Break = '\uFDD1';

    private readonly string[] _tokens = [.. specialTokens.Where(token => token.Length > 1)];

    /// <summary>Marks the control tokens in <paramref name="text"/>.</summary>
    public string Protect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder? marked = null;
        var copied = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isEscape = text[i] == Escape;
            if (!isEscape && !StartsToken(text.AsSpan(i)))
            {
                continue;
            }

            marked ??= new StringBuilder(text.Length + 16);
            marked.Append(text, copied, i + 1 - copied).Append(Escape);
            copied = i + 1;
            if (!isEscape)
            {
                marked.Append(Break);
            }
        }

        return marked is null ? text : marked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>Takes the marks out.</summary>
    public static string Unprotect(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Contains(Escape, StringComparison.Ordinal))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == Escape && i + 1 < text.Length && text[i + 1] is Escape or Break)
            {
                if (text[++i] == Break)
                {
                    continue;
                }
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    // A token's beginning at the end of the text counts too: the template's next character might complete it.
    private bool StartsToken(ReadOnlySpan<char> text)
    {
        foreach (var token in _tokens)
        {
            if (text[0] == token[0] && (text.Length >= token.Length ? text.StartsWith(token, StringComparison.Ordinal) : token.AsSpan().StartsWith(text, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
