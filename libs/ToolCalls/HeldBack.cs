namespace Switchyard.ToolCalls;

/// <summary>Says how much of a text's end has to wait for what follows.</summary>
internal static class HeldBack
{
    /// <summary>Gets the length of the longest end that is blanks followed by a beginning of <paramref name="tag"/>.</summary>
    public static int Length(string text, string tag)
    {
        var part = Math.Min(tag.Length - 1, text.Length);
        while (part > 0 && !text.AsSpan(text.Length - part).SequenceEqual(tag.AsSpan(0, part)))
        {
            part--;
        }

        return text.Length - text.AsSpan(0, text.Length - part).TrimEnd().Length;
    }
}
