namespace Switchyard.Agents.Tools.Web.Robots;

/// <summary>One line of a robots.txt: a pattern of paths that may, or may not, be read. <c>*</c> stands for any text, a <c>$</c> at the end for the end.</summary>
internal readonly record struct RobotsRule(string Pattern, bool Allows)
{
    /// <summary>Says whether a path begins with the pattern. Walks back to the last star only, so the time is at most the product of both lengths.</summary>
    public bool Matches(string path)
    {
        var isWhole = Pattern.EndsWith('$');
        var pattern = isWhole ? Pattern.AsSpan(0, Pattern.Length - 1) : Pattern.AsSpan();
        var (at, patternAt, star, starAt) = (0, 0, -1, 0);
        while (true)
        {
            if (patternAt == pattern.Length && (!isWhole || at == path.Length))
            {
                return true;
            }

            if (patternAt < pattern.Length && pattern[patternAt] == '*')
            {
                (star, starAt) = (patternAt++, at);
            }
            else if (patternAt < pattern.Length && at < path.Length && pattern[patternAt] == path[at])
            {
                (at, patternAt) = (at + 1, patternAt + 1);
            }
            else if (star >= 0 && starAt < path.Length)
            {
                (at, patternAt) = (++starAt, star + 1);
            }
            else
            {
                return false;
            }
        }
    }
}
