using System.Text;
using System.Text.RegularExpressions;

namespace Switchyard.Inference.Chat;

/// <summary>
/// Finds calls in JSON after an opening token that has no closing one, and, since a control token may not be in the text, JSON of calls
/// with which the answer begins or goes on after another call.
/// </summary>
/// <param name="open">The opening token.</param>
/// <param name="bare">The character a call begins with where there is no token.</param>
/// <param name="takesNames">Whether a call may be a name before its arguments.</param>
internal sealed partial class JsonCallScanner(string open, char bare, bool takesNames) : ToolCallScanner
{
    // What may stand between a token and its JSON, or between two calls; longer, it is text.
    private const int MaxLead = 256;

    private readonly StringBuilder _json = new();
    private JsonExtent _extent;
    private string _lead = string.Empty;
    private string? _name;
    private bool _isInside;
    private bool _mayBegin = true;

    protected override void Take(string text)
    {
        while (text.Length > 0)
        {
            text = _isInside ? TakeInside(text) : TakeOutside(text);
        }
    }

    protected override string TakeRest()
    {
        var rest = _isInside ? _lead + _json : CallCount > 0 ? Held.TrimEnd() : Held;
        Held = string.Empty;
        _json.Clear();
        _isInside = false;
        return rest;
    }

    // Each gives back the text that belongs to the other.
    private string TakeOutside(string text)
    {
        Held += text;
        return _mayBegin && BeginBare(out var rest) ? rest : BeginOpened();
    }

    // The beginning of an answer, or of what follows a call. Says whether that is all that can be done with the text so far.
    private bool BeginBare(out string rest)
    {
        rest = string.Empty;
        var start = Held.AsSpan().IndexOfAnyExcept(" \t\r\n" + (CallCount > 0 ? ";," : string.Empty));
        if (start < 0)
        {
            _mayBegin = Held.Length <= MaxLead;
            return _mayBegin;
        }

        if (Held[start] == bare && !Held.AsSpan(start).StartsWith(open))
        {
            // The opening token of one syntax begins as its bare calls do.
            if (open.StartsWith(Held[start..], StringComparison.Ordinal))
            {
                return true;
            }

            rest = Enter(start, null);
            return true;
        }

        var mayBeToken = open.StartsWith(Held[start..], StringComparison.Ordinal);
        _mayBegin = mayBeToken;
        return mayBeToken;
    }

    private string BeginOpened()
    {
        var start = Held.IndexOf(open, StringComparison.Ordinal);
        if (start < 0)
        {
            GiveCertain(open);
            return string.Empty;
        }

        var lead = Lead().Match(Held, start + open.Length);
        var json = lead.Index + lead.Length;
        var name = lead.Groups["name"].Value;
        if (json == Held.Length && json - start <= MaxLead && (takesNames || name.Length == 0))
        {
            Give(Held[..start].TrimEnd());
            Held = Held[start..];
            return string.Empty;
        }

        if (json < Held.Length && (Held[json] == '{' || Held[json] == bare) && (takesNames ? name.Length == 0 || Held[json] == '{' : name.Length == 0))
        {
            Give(Held[..start].TrimEnd());
            Held = Held[start..];
            return Enter(json - start, name.Length > 0 ? name : null);
        }

        return GiveOpening(start + open.Length);
    }

    // A token without a call after it is text.
    private string GiveOpening(int end)
    {
        var rest = Held[end..];
        Give(Held[..end]);
        Held = string.Empty;
        return rest;
    }

    private string Enter(int start, string? name)
    {
        _lead = Held[..start];
        _name = name;
        _extent = default;
        _isInside = true;
        var rest = Held[start..];
        Held = string.Empty;
        return rest;
    }

    private string TakeInside(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (_extent.Take(text[i]))
            {
                _json.Append(text, 0, i + 1);
                GiveJson(_json.ToString());
                _json.Clear();
                _isInside = false;
                return text[(i + 1)..];
            }
        }

        _json.Append(text);
        return string.Empty;
    }

    private void GiveJson(string json)
    {
        var calls = _name is null ? JsonCall.Parse(json) : JsonCall.IsObject(json) ? [new ParsedToolCall(_name, json)] : [];
        _mayBegin = calls.Count > 0;
        if (calls.Count > 0)
        {
            Give(calls);
        }
        else
        {
            Give(_lead + json);
        }
    }

    // Blanks, and a name with what may mark its id and its arguments.
    [GeneratedRegex(@"\G\s*(?:(?<name>[\w.-]+)(?:\[CALL_ID\]\w*)?(?:\[(?:A(?:R(?:G(?:S\]?)?)?)?|C[A-Z_]*)?)?\s*)?")]
    private static partial Regex Lead();
}
