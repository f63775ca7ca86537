using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Vocabularies;

/// <summary>The automata of JSON strings without further demands.</summary>
internal static class PlainStrings
{
    private const string HexDigits = "09afAF";

    /// <summary>Makes the automaton of any JSON string: valid UTF-8, every escape, surrogates in pairs only.</summary>
    public static Dfa? CompileText(AutomatonLimits limits)
    {
        var nfa = new Nfa();
        var (start, content, end) = AddFrame(nfa);
        var escape = Next(nfa, content, "\\\\");
        Add(nfa, escape, "\"\"\\\\//bbffnnrrtt", content);
        AddUnicodeEscapes(nfa, Next(nfa, escape, "uu"), content);
        return Determinizer.Run(nfa, start, end, limits);
    }

    /// <summary>Makes the automaton of JSON strings without escapes, which no two texts of one string share.</summary>
    public static Dfa? CompileKey(AutomatonLimits limits)
    {
        var nfa = new Nfa();
        var (start, _, end) = AddFrame(nfa);
        return Determinizer.Run(nfa, start, end, limits);
    }

    private static (int Start, int Content, int End) AddFrame(Nfa nfa)
    {
        var start = nfa.AddState();
        var content = nfa.AddState(isBoundary: true);
        var end = nfa.AddState();
        Add(nfa, start, "\"\"", content);
        Add(nfa, content, "\"\"", end);
        var characters = CodePointSet.Of((0, 0x1F), ('"', '"'), ('\\', '\\')).Complement();
        new CharacterEdges(nfa, CharacterEncoding.Plain).Add(content, characters, content);
        return (start, content, end);
    }

    // The four digits after \u: D800 to DBFF must be followed by an escape of DC00 to DFFF, which must not stand alone.
    private static void AddUnicodeEscapes(Nfa nfa, int first, int content)
    {
        var third = nfa.AddState();
        var fourth = Next(nfa, third, HexDigits);
        Add(nfa, fourth, HexDigits, content);
        Add(nfa, Next(nfa, first, "09acefACEF"), HexDigits, third);
        var afterD = Next(nfa, first, "ddDD");
        Add(nfa, afterD, "07", third);
        var high = Next(nfa, Next(nfa, Next(nfa, afterD, "89abAB"), HexDigits), HexDigits);
        var low = Next(nfa, Next(nfa, Next(nfa, high, "\\\\"), "uu"), "ddDD");
        Add(nfa, low, "cfCF", third);
    }

    private static int Next(Nfa nfa, int from, string ranges)
    {
        var to = nfa.AddState();
        Add(nfa, from, ranges, to);
        return to;
    }

    // Two characters a range.
    private static void Add(Nfa nfa, int from, string ranges, int to)
    {
        for (var i = 0; i < ranges.Length; i += 2)
        {
            nfa.AddBytes(from, (byte)ranges[i], (byte)ranges[i + 1], to);
        }
    }
}
