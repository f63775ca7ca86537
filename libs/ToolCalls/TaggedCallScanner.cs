namespace Switchyard.ToolCalls;

/// <summary>Finds calls between an opening and a closing tag. A closing tag in a string of the call is a part of the string.</summary>
/// <param name="open">The opening tag.</param>
/// <param name="close">The closing tag.</param>
/// <param name="quotes">What opens a string in a call.</param>
/// <param name="parse">Reads the calls between the tags.</param>
internal sealed class TaggedCallScanner(string open, string close, string quotes, Func<string, IReadOnlyList<ParsedToolCall>> parse) : ToolCallScanner
{
    private Quotes _quotes = new(quotes);
    private bool _isLead;
    private bool _isDecided;

    /// <summary>Gets the character after which the call's own text begins; none where it begins at once.</summary>
    public char? Lead { get; init; }

    protected override string TakeOutside(string text)
    {
        Held += text;
        var start = Held.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            GiveCertain(open);
            return string.Empty;
        }

        Give(Held[..start].TrimEnd());
        Held = Held[start..];
        (_quotes, _isLead, _isDecided) = (new Quotes(quotes), Lead is not null, false);
        return Enter(open.Length);
    }

    protected override string TakeInside(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Body.Append(text[i]);
            Decide(text[i]);
            if (_isLead)
            {
                continue;
            }

            if (!_quotes.Take(text[i]) && EndsWithClose())
            {
                Body.Length -= close.Length;
                Leave(parse(Body.ToString()), close);
                return text[(i + 1)..];
            }
        }

        return string.Empty;
    }

    // Values in tags of their own are plain text, in which a quote opens nothing.
    private void Decide(char c)
    {
        if (_isLead)
        {
            _isLead = c != Lead;
        }
        else if (!_isDecided && !char.IsWhiteSpace(c))
        {
            _isDecided = true;
            _quotes = c == '<' ? new Quotes(string.Empty) : _quotes;
        }
    }

    private bool EndsWithClose()
    {
        if (Body.Length < close.Length || Body[^1] != close[^1])
        {
            return false;
        }

        Span<char> end = stackalloc char[close.Length];
        Body.CopyTo(Body.Length - close.Length, end, close.Length);
        return end.SequenceEqual(close);
    }
}
