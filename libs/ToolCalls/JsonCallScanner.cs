using System.Text.RegularExpressions;

namespace Switchyard.ToolCalls;

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

    private JsonExtent _extent = new();
    private string? _name;
    private bool _mayBegin = true;

    protected override string TakeOutside(string text)
    {
        Held += text;
        return _mayBegin && BeginBare(out var rest) ? rest : BeginOpened();
    }

    protected override string TakeInside(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (_extent.Take(text[i]))
            {
                Body.Append(text, 0, i + 1);
                Leave();
                return text[(i + 1)..];
            }
        }

        Body.Append(text);
        return string.Empty;
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
            GiveBefore(start);
            return string.Empty;
        }

        if (json < Held.Length && (Held[json] == '{' || Held[json] == bare) && (takesNames ? name.Length == 0 || Held[json] == '{' : name.Length == 0))
        {
            var length = json - start;
            return Enter(GiveBefore(start) + length, name.Length > 0 ? name : null);
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
        _name = name;
        _extent = new JsonExtent();
        return Enter(start);
    }

    private void Leave()
    {
        var json = Body.ToString();
        var calls = _name is null ? JsonCall.Parse(json) : JsonCall.IsObject(json) ? [new ParsedToolCall(_name, json)] : [];
        _mayBegin = Leave(calls, close: string.Empty);
    }

    // Blanks, and a name with what may mark its id and its arguments.
    [GeneratedRegex(@"\G\s*(?:(?<name>[\w.-]+)(?:\[CALL_ID\]\w*)?(?:\[(?:A(?:R(?:G(?:S\]?)?)?)?|C[A-Z_]*)?)?\s*)?")]
    private static partial Regex Lead();
}
