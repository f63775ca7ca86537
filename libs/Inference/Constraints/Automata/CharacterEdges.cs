using System.Text;

namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Adds a set of characters to an automaton as the byte sequences that write them.</summary>
internal sealed class CharacterEdges(Nfa nfa, CharacterEncoding encoding)
{
    private static readonly CodePointSet s_escaped = CodePointSet.Of((0, 0x1F), ('"', '"'), ('\\', '\\'));

    private readonly Dictionary<(byte First, byte Last, int Target), int> _suffixes = [];

    public void Add(int from, CodePointSet set, int to)
    {
        // States are shared by sequences that end alike, which keeps sets of thousands of characters small.
        _suffixes.Clear();
        var plain = encoding == CharacterEncoding.JsonString ? set.Except(s_escaped) : set;
        foreach (var (first, last) in plain.Ranges)
        {
            foreach (var sequence in Utf8Ranges.Split(first, last))
            {
                AddSequence(from, sequence, to);
            }
        }

        if (encoding == CharacterEncoding.JsonString)
        {
            AddEscapes(from, set, to);
        }
    }

    private void AddEscapes(int from, CodePointSet set, int to)
    {
        foreach (var value in s_escaped.Ranges.SelectMany(range => Enumerable.Range(range.First, range.Last - range.First + 1)))
        {
            if (set.Contains(value))
            {
                AddSequence(from, [.. Encoding.ASCII.GetBytes(JsonText.Escape((char)value)).Select(item => (item, item))], to);
            }
        }
    }

    private void AddSequence(int from, ReadOnlySpan<(byte First, byte Last)> sequence, int to)
    {
        for (var i = sequence.Length - 1; i > 0; i--)
        {
            var key = (sequence[i].First, sequence[i].Last, to);
            if (!_suffixes.TryGetValue(key, out var state))
            {
                _suffixes[key] = state = nfa.AddState();
                nfa.AddBytes(state, key.First, key.Last, to);
            }

            to = state;
        }

        nfa.AddBytes(from, sequence[0].First, sequence[0].Last, to);
    }
}
