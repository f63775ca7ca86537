using System.Collections.Frozen;
using System.Globalization;

namespace Switchyard.Inference.Tokenization.Normalizers;

/// <summary>
/// Unicode's normalization data. <see cref="string.Normalize()"/> leaves text as it is where globalization is invariant, as it is here;
/// these tables are written by <c>unicode-normalization.mjs</c> beside them.
/// </summary>
internal sealed class NormalizationTables
{
    private static readonly Lazy<NormalizationTables> s_instance = new(static () => new NormalizationTables());

    private readonly FrozenDictionary<int, int[]> _canonical;
    private readonly FrozenDictionary<int, int[]> _compatible;
    private readonly FrozenDictionary<int, byte> _classes;
    private readonly FrozenDictionary<long, int> _pairs;

    private NormalizationTables()
    {
        var lines = ReadLines().Where(static line => line[0] != '#').ToLookup(static line => line[0], static line => line[2..].Split('='));
        _canonical = lines['D'].ToFrozenDictionary(static line => Parse(line[0])[0], static line => Parse(line[1]));
        _compatible = lines['K'].ToFrozenDictionary(static line => Parse(line[0])[0], static line => Parse(line[1]));
        _classes = lines['M'].SelectMany(static line => Parse(line[1]).Select(mark => (Mark: mark, Class: Parse(line[0])[0])))
            .ToFrozenDictionary(static entry => entry.Mark, static entry => (byte)entry.Class);
        _pairs = lines['P'].ToFrozenDictionary(static line => PairKey(Parse(line[0])[0], Parse(line[0])[1]), static line => Parse(line[1])[0]);
    }

    public static NormalizationTables Instance => s_instance.Value;

    /// <summary>Gets the full decomposition of <paramref name="codePoint"/>, or null when it has none. Hangul syllables are not in the tables.</summary>
    public int[]? FindDecomposition(int codePoint, bool compatible) =>
        compatible && _compatible.TryGetValue(codePoint, out var parts) ? parts : _canonical.GetValueOrDefault(codePoint);

    /// <summary>Gets a number that orders marks; 0 for what is not sorted.</summary>
    public byte GetClass(int codePoint) => _classes.GetValueOrDefault(codePoint);

    /// <summary>Gets what two code points compose to, or -1.</summary>
    public int FindComposite(int first, int second) => _pairs.TryGetValue(PairKey(first, second), out var composite) ? composite : -1;

    private static long PairKey(int first, int second) => ((long)first << 32) | (uint)second;

    private static int[] Parse(string codePoints) => [.. codePoints.Split(' ').Select(static hex => int.Parse(hex, NumberStyles.AllowHexSpecifier))];

    private static IEnumerable<string> ReadLines()
    {
        var type = typeof(NormalizationTables);
        using var reader = new StreamReader(type.Assembly.GetManifestResourceStream(type, "unicode-normalization.txt")!);
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
