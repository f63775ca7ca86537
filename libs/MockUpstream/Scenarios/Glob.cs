namespace Switchyard.MockUpstream.Scenarios;

/// <summary>Compares with patterns in which <c>*</c> stands for any characters.</summary>
internal static class Glob
{
    public static bool IsMatch(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        var star = pattern.IndexOf('*');
        if (star < 0)
        {
            return pattern.SequenceEqual(text);
        }

        if (!text.StartsWith(pattern[..star], StringComparison.Ordinal))
        {
            return false;
        }

        var rest = pattern[(star + 1)..];
        for (var start = star; start <= text.Length; start++)
        {
            if (IsMatch(rest, text[start..]))
            {
                return true;
            }
        }

        return false;
    }
}
