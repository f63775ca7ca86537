namespace Switchyard.Inference.Constraints.Automata;

/// <summary>A set of Unicode scalar values as sorted ranges that do not touch; surrogates are never in it.</summary>
internal sealed class CodePointSet
{
    public const int Last = 0x10FFFF;

    private const int SurrogatesStart = 0xD800;
    private const int SurrogatesEnd = 0xDFFF;

    private CodePointSet(IReadOnlyList<(int First, int Last)> ranges) => Ranges = ranges;

    public static CodePointSet All { get; } = Of((0, Last));

    public static CodePointSet Digits { get; } = Of(('0', '9'));

    public static CodePointSet Words { get; } = Of(('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_'));

    public static CodePointSet Spaces { get; } = Of((9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>Gets what a dot is in ECMAScript: all but the four line ends.</summary>
    public static CodePointSet Dot { get; } = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)).Complement();

    public IReadOnlyList<(int First, int Last)> Ranges { get; }

    public static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.SelectMany(WithoutSurrogates).OrderBy(range => range.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }

        return new CodePointSet(merged);
    }

    public CodePointSet Union(CodePointSet other) => Of(Ranges.Concat(other.Ranges));

    public CodePointSet Except(CodePointSet other) => Complement().Union(other).Complement();

    public CodePointSet Complement()
    {
        var gaps = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            gaps.Add((next, first - 1));
            next = last + 1;
        }

        gaps.Add((next, Last));
        return Of(gaps);
    }

    public bool Contains(int value) => Ranges.Any(range => range.First <= value && value <= range.Last);

    private static IEnumerable<(int First, int Last)> WithoutSurrogates((int First, int Last) range)
    {
        if (range.First <= Math.Min(range.Last, SurrogatesStart - 1))
        {
            yield return (range.First, Math.Min(range.Last, SurrogatesStart - 1));
        }

        if (Math.Max(range.First, SurrogatesEnd + 1) <= range.Last)
        {
            yield return (Math.Max(range.First, SurrogatesEnd + 1), range.Last);
        }
    }
}
