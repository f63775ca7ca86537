using System.Text;

namespace Switchyard.Inference.Chat;

/// <summary>Finds calls between an opening and a closing tag.</summary>
internal sealed class TaggedCallScanner(string open, string close, Func<string, IReadOnlyList<ParsedToolCall>> parse) : ToolCallScanner
{
    private readonly StringBuilder _body = new();
    private bool _isInside;

    protected override void Take(string text)
    {
        while (text.Length > 0)
        {
            text = _isInside ? TakeInside(text) : TakeOutside(text);
        }
    }

    protected override string TakeRest()
    {
        var rest = _isInside ? open + _body : CallCount > 0 ? Held.TrimEnd() : Held;
        Held = string.Empty;
        _body.Clear();
        _isInside = false;
        return rest;
    }

    // Each gives back the text that belongs to the other.
    private string TakeOutside(string text)
    {
        Held += text;
        var start = Held.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            GiveCertain(open);
            return string.Empty;
        }

        var rest = Held[(start + open.Length)..];
        Give(Held[..start].TrimEnd());
        Held = string.Empty;
        _isInside = true;
        return rest;
    }

    // Only the end of the body can hold the beginning of the closing tag: a long body is not searched again and again.
    private string TakeInside(string text)
    {
        var overlap = Math.Min(_body.Length, close.Length - 1);
        var window = _body.ToString(_body.Length - overlap, overlap) + text;
        var end = window.IndexOf(close, StringComparison.Ordinal);
        if (end < 0)
        {
            _body.Append(text);
            return string.Empty;
        }

        _body.Append(text, 0, Math.Max(0, end - overlap));
        _body.Length -= Math.Max(0, overlap - end);
        GiveBody(_body.ToString());
        _body.Clear();
        _isInside = false;
        return window[(end + close.Length)..];
    }

    private void GiveBody(string body)
    {
        var calls = parse(body);
        if (calls.Count > 0)
        {
            Give(calls);
        }
        else
        {
            Give(open + body + close);
        }
    }
}
