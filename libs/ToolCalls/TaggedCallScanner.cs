namespace Switchyard.ToolCalls;

/// <summary>Finds calls between an opening and a closing tag. A closing tag in a string of the call is a part of the string.</summary>
/// <param name="open">The opening tag.</param>
/// <param name="close">The closing tag.</param>
/// <param name="quotes">What opens a string in a call.</param>
/// <param name="parse">Reads the calls between the tags.</param>
internal sealed class TaggedCallScanner(string open, string close, string quotes, Func<string, IReadOnlyList<ParsedToolCall>> parse) : ToolCallScanner
{
    // No function's name is longer.
    private const int MaxLead = 256;

    private Quotes _quotes = new(quotes);
    private State _state;
    private int _start;

    private enum State
    {
        // In what stands before the call's own text.
        Lead,

        // In the blanks before it, or in a beginning that may become that of a call.
        Begin,

        Call,
        NoCall,
    }

    /// <summary>Gets the character after which the call's own text begins; none where it begins at once.</summary>
    public char? Lead { get; init; }

    /// <summary>Gets what the call's own text may begin with; empty for anything. With another beginning the opening tag is a word like others.</summary>
    public IReadOnlyList<string> Starts { get; init; } = [];

    protected override string TakeOutside(string text)
    {
        Held += text;
        var start = Held.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            GiveCertain(open);
            return string.Empty;
        }

        (_quotes, _state, _start) = (new Quotes(quotes), Lead is null ? State.Begin : State.Lead, 0);
        return Enter(GiveBefore(start) + open.Length);
    }

    protected override string TakeInside(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            Body.Append(text[i]);
            _state = Next(text[i]);
            if (_state == State.NoCall)
            {
                return LeaveMark() + text[(i + 1)..];
            }

            if (_state != State.Lead && !_quotes.Take(text[i]) && EndsWithClose())
            {
                Body.Length -= close.Length;
                Leave(parse(Body.ToString()), close);
                return text[(i + 1)..];
            }
        }

        return string.Empty;
    }

    // Arguments in tags of their own may go on with another; JSON and code say by themselves that they are whole.
    protected override IReadOnlyList<ParsedToolCall> ReadUnfinished()
    {
        var body = Body.ToString();
        return Lead is not null && (_start >= body.Length || body[_start] != '{') ? [] : parse(body[..^HeldBack.Length(body, close)]);
    }

    private State Next(char c)
    {
        if (_state == State.Lead)
        {
            return c == Lead ? Begin() : c == '<' || Body.Length > MaxLead ? State.NoCall : State.Lead;
        }

        if (_state == State.Call)
        {
            return State.Call;
        }

        if (char.IsWhiteSpace(c) && _start == Body.Length - 1)
        {
            return Begin();
        }

        // Values in tags of their own are plain text, in which a quote opens nothing.
        _quotes = _start == Body.Length - 1 && c == '<' ? new Quotes(string.Empty) : _quotes;
        return Judge(Body.ToString(_start, Body.Length - _start));
    }

    private State Begin()
    {
        _start = Body.Length;
        return State.Begin;
    }

    private State Judge(string begun)
    {
        var state = Starts.Count == 0 ? State.Call : State.NoCall;
        foreach (var start in Starts.Append(close))
        {
            state = begun.StartsWith(start, StringComparison.Ordinal) ? State.Call
                : state == State.NoCall && start.StartsWith(begun, StringComparison.Ordinal) ? State.Begin
                : state;
        }

        return state;
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
