namespace Switchyard.Inference.Tokenization.Decoders;

/// <summary>Drops a character at the ends of a text that comes in parts: those that may turn out to be the end wait.</summary>
internal sealed class StripFilter(StripRule rule)
{
    private int _leadingLeft = rule.Start;
    private int _held;

    /// <summary>Takes the next part and gives what of the text is settled.</summary>
    public string Add(string part)
    {
        var start = 0;
        while (_leadingLeft > 0 && start < part.Length && part[start] == rule.Content)
        {
            _leadingLeft--;
            start++;
        }

        if (start == part.Length)
        {
            return string.Empty;
        }

        _leadingLeft = 0;

        var end = part.Length;
        while (end > start && part.Length - end < rule.Stop && part[end - 1] == rule.Content)
        {
            end--;
        }

        return Release(part, start, end);
    }

    private string Release(string part, int start, int end)
    {
        var waiting = part.Length - end;
        if (end > start)
        {
            (var held, _held) = (_held, waiting);
            return held == 0 ? part[start..end] : new string(rule.Content, held) + part[start..end];
        }

        // Only the character itself: what is more than may go at the end is settled.
        var settled = Math.Max(0, _held + waiting - rule.Stop);
        _held = _held + waiting - settled;
        return settled == 0 ? string.Empty : new string(rule.Content, settled);
    }
}
