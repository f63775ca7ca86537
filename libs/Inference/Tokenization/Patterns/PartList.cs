namespace Switchyard.Inference.Tokenization.Patterns;

/// <summary>Fills a list of parts so that they cover the text.</summary>
internal static class PartList
{
    /// <summary>Appends a match and, before it, what lies between it and the last part.</summary>
    /// <returns>The match's end.</returns>
    public static int AddMatch(this List<TextPart> parts, int covered, int start, int length)
    {
        parts.AddRest(covered, start);
        parts.Add(new TextPart(start, length, IsMatch: true));
        return start + length;
    }

    /// <summary>Appends what lies between <paramref name="covered"/> and <paramref name="end"/>.</summary>
    public static void AddRest(this List<TextPart> parts, int covered, int end)
    {
        if (end > covered)
        {
            parts.Add(new TextPart(covered, end - covered, IsMatch: false));
        }
    }
}
