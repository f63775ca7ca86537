namespace Switchyard.Agents.Tools.Text;

/// <summary>How long texts may be, before and after: a short text and a short replacement can make a very long one.</summary>
internal static class TextLimits
{
    public const int MaxLength = 100_000;
    public const int MaxOutput = 1_000_000;

    public static string TooLong => $"the result would be longer than {MaxOutput} characters";

    /// <summary>Counts occurrences that do not overlap.</summary>
    public static int Count(string text, string find)
    {
        var count = 0;
        for (var at = text.IndexOf(find, StringComparison.Ordinal); at >= 0; at = text.IndexOf(find, at + find.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }
}
