using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>The characters of Unicode's general categories, under their short names and those long ones that patterns use.</summary>
internal static class UnicodeCategories
{
    // In the order of UnicodeCategory.
    private static readonly string[] s_names =
    [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc",
        "Cf", "Cs", "Co", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So", "Cn",
    ];

    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.Ordinal)
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
        ["Space_Separator"] = "Zs",
    };

    private static readonly ConcurrentDictionary<string, CodePointSet> s_sets = new(StringComparer.Ordinal);

    public static CodePointSet? Find(string name)
    {
        name = name.StartsWith("General_Category=", StringComparison.Ordinal) ? name["General_Category=".Length..] : name;
        name = s_aliases.GetValueOrDefault(name, name);
        var isKnown = name.Length is 1 or 2 && s_names.Any(item => item.StartsWith(name, StringComparison.Ordinal));
        return isKnown ? s_sets.GetOrAdd(name, Scan) : null;
    }

    private static CodePointSet Scan(string name)
    {
        var isMember = s_names.Select(item => item.StartsWith(name, StringComparison.Ordinal)).ToArray();
        var ranges = new List<(int First, int Last)>();
        for (var value = 0; value <= CodePointSet.Last; value++)
        {
            if (Rune.IsValid(value) && isMember[(int)CharUnicodeInfo.GetUnicodeCategory(value)])
            {
                if (ranges.Count > 0 && ranges[^1].Last == value - 1)
                {
                    ranges[^1] = (ranges[^1].First, value);
                }
                else
                {
                    ranges.Add((value, value));
                }
            }
        }

        return CodePointSet.Of(ranges);
    }
}
