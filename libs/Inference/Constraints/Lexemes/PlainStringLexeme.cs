using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>
/// A JSON string with bounds on its length in code points. A state is the number of characters so far and the place in one character,
/// so bounds cost nothing, however large.
/// </summary>
internal sealed class PlainStringLexeme : Lexeme
{
    private readonly StringHeads _heads;
    private readonly Dfa _dfa;
    private readonly int _stateCount;
    private readonly int _min;
    private readonly int _max;
    private readonly int _cap;

    /// <summary>Bounds a string.</summary>
    /// <param name="heads">The vocabulary's strings.</param>
    /// <param name="min">The least number of code points.</param>
    /// <param name="max">The greatest number of code points, or null.</param>
    public PlainStringLexeme(StringHeads heads, int min, int? max)
    {
        _heads = heads;
        _dfa = heads.Dfa;
        _stateCount = _dfa.StateCount;
        _min = min;
        _max = max ?? int.MaxValue;
        // Beyond the least number, unbounded strings need no count.
        _cap = max ?? min;
    }

    /// <summary>Gets the largest bound that fits a state's number.</summary>
    public static int LargestBound(StringHeads heads) => (int.MaxValue / heads.Dfa.StateCount) - 1;

    public override int Start => Dfa.Start;

    public override int Next(int state, byte value)
    {
        var (count, place) = Math.DivRem(state, _stateCount);
        var next = _dfa.Next(place, value);
        if (next == Dead)
        {
            return Dead;
        }

        var flags = _dfa.Flags(next);
        if (!flags.HasFlag(StateFlags.Continues))
        {
            return count >= _min ? (count * _stateCount) + next : Dead;
        }

        if (place == Dfa.Start)
        {
            return next;
        }

        var isBoundary = flags.HasFlag(StateFlags.Boundary);
        return count + 1 > _max ? Dead : ((isBoundary ? Math.Min(count + 1, _cap) : count) * _stateCount) + next;
    }

    public override StateFlags Flags(int state) => _dfa.Flags(state % _stateCount);

    public override bool TryGetHead(int state, out LexemeHead head)
    {
        head = default;
        var (count, place) = Math.DivRem(state, _stateCount);
        if (place == Dfa.Start || !_dfa.Flags(place).HasFlag(StateFlags.Continues))
        {
            return false;
        }

        var found = _heads[place];
        found.Find(_max - count, out var words, out var ids);
        head = new LexemeHead
        {
            Words = words,
            Ids = ids,
            Endings = found.EndingNodes,
            Characters = found.EndingCharacters,
            MinCharacters = _min - count,
            MaxCharacters = _max - count,
        };
        return true;
    }
}
