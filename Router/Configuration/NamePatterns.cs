using System.Diagnostics.CodeAnalysis;

namespace Switchyard.Router.Configuration;

/// <summary>Names that end with <c>*</c> and stand for all names that begin so.</summary>
internal static class NamePatterns
{
    public static bool IsPattern(string name) => name.EndsWith('*');

    /// <summary>Finds what is said of <paramref name="name"/>: under the whole name, else under the longest beginning.</summary>
    /// <param name="entries">What is said, by name.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">What is said of it.</param>
    /// <param name="rest">What the star stands for; <see langword="null"/> where the whole name was found.</param>
    public static bool TryFind<T>(IReadOnlyDictionary<string, T> entries, string name, [MaybeNullWhen(false)] out T value, out string? rest)
    {
        (value, rest) = (default, null);
        if (entries.Count == 0 || entries.TryGetValue(name, out value))
        {
            return entries.Count > 0;
        }

        var longest = -1;
        foreach (var (pattern, candidate) in entries)
        {
            if (pattern.Length - 1 > longest && IsPattern(pattern) && name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal))
            {
                (longest, value) = (pattern.Length - 1, candidate);
            }
        }

        rest = longest < 0 ? null : name[longest..];
        return longest >= 0;
    }

    /// <summary>Puts <paramref name="rest"/> in the place of the star at the end of <paramref name="name"/>, if there is one.</summary>
    public static string Expand(string name, string? rest) => rest is not null && IsPattern(name) ? string.Concat(name.AsSpan(0, name.Length - 1), rest) : name;
}
