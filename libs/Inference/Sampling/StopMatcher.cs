namespace Switchyard.Inference.Sampling;

/// <summary>
/// Ends text at the first stop string. A stop string may be spread over several tokens, so text that could be the beginning of one
/// is held back until it is known to be or not to be.
/// </summary>
internal sealed class StopMatcher(IReadOnlyList<string> stops)
{
    private string _held = string.Empty;

    /// <summary>Gets whether a stop string was found; what follows is dropped.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Adds text and gets what may be shown now.</summary>
    public string Add(string text)
    {
        if (stops.Count == 0 || text.Length == 0)
        {
            return IsStopped ? string.Empty : text;
        }

        if (IsStopped)
        {
            return string.Empty;
        }

        var all = _held + text;
        var end = FindStop(all);
        IsStopped = end >= 0;
        end = IsStopped ? end : all.Length - HeldLength(all);
        _held = IsStopped ? string.Empty : all[end..];
        return all[..end];
    }

    /// <summary>Ends the text and gets what was held back.</summary>
    public string Finish()
    {
        var rest = _held;
        _held = string.Empty;
        return rest;
    }

    private int FindStop(string text)
    {
        var first = -1;
        foreach (var stop in stops)
        {
            var index = text.IndexOf(stop, StringComparison.Ordinal);
            if (index >= 0 && (first < 0 || index < first))
            {
                first = index;
            }
        }

        return first;
    }

    private int HeldLength(string text)
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
