namespace Switchyard.ToolCalls;

/// <summary>Finds calls in JSON objects that begin with the member <c>tool_calls</c>, anywhere in the text.</summary>
internal sealed class MessageScanner : ToolCallScanner
{
    private const string Name = "\"tool_calls\"";

    // Blanks between the parts of the beginning; with more it is text.
    private const int MaxLead = 256;

    private JsonExtent _extent = new();

    private enum Match
    {
        No,
        Open,
        Yes,
    }

    protected override string TakeOutside(string text)
    {
        Held += text;
        for (var start = Held.IndexOf('{', StringComparison.Ordinal); start >= 0; start = Held.IndexOf('{', start + 1))
        {
            var match = MatchAt(start);
            if (match == Match.No)
            {
                continue;
            }

            if (match == Match.Yes)
            {
                _extent = new JsonExtent();
                return Enter(GiveBefore(start));
            }

            GiveBefore(start);
            return string.Empty;
        }

        GiveBefore(Held.Length);
        return string.Empty;
    }

    protected override string TakeInside(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (_extent.Take(text[i]))
            {
                Body.Append(text, 0, i + 1);
                Leave(JsonCall.Parse(Body.ToString()), close: string.Empty);
                return text[(i + 1)..];
            }
        }

        Body.Append(text);
        return string.Empty;
    }

    private Match MatchAt(int start)
    {
        var rest = Held.AsSpan(start + 1).TrimStart();
        if (rest.Length < Name.Length)
        {
            return Name.AsSpan().StartsWith(rest) && Held.Length - start <= MaxLead ? Match.Open : Match.No;
        }

        if (!rest.StartsWith(Name))
        {
            return Match.No;
        }

        rest = rest[Name.Length..].TrimStart();
        return rest.IsEmpty ? (Held.Length - start <= MaxLead ? Match.Open : Match.No) : rest[0] == ':' ? Match.Yes : Match.No;
    }
}
