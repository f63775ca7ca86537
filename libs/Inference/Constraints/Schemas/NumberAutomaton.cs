using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>
/// Makes the automaton of the decimal numbers in a range, without exponents and with at most 15 digits: so many survive double precision,
/// so every reader finds the number on the same side of the bounds. For each number of digits before the point, digits are compared with the
/// bounds' one by one; once a digit lies strictly between, the rest is free.
/// </summary>
internal sealed class NumberAutomaton
{
    /// <summary>The most digits of a number.</summary>
    public const int MaxDigits = 15;

    private const int MaxDivisor = 2000;

    private readonly Nfa _nfa = new();
    private readonly Dictionary<Place, int> _states = [];
    private readonly int _end;
    private readonly int _fractionDigits;
    private DigitBound? _low;
    private DigitBound? _high;

    private NumberAutomaton(int fractionDigits)
    {
        _fractionDigits = fractionDigits;
        _end = _nfa.AddState();
    }

    /// <summary>Makes the automaton, or null if no number fits.</summary>
    /// <param name="shape">Bounds and divisors.</param>
    /// <param name="isInteger">Whether fractions are left out.</param>
    /// <param name="limits">The budget.</param>
    /// <exception cref="AutomatonException">A divisor is not served.</exception>
    public static Dfa? Compile(NumberShape shape, bool isInteger, AutomatonLimits limits)
    {
        var fractionDigits = isInteger ? 0 : MaxDigits;
        foreach (var divisor in shape.Divisors)
        {
            fractionDigits = Math.Min(fractionDigits, FractionDigits(divisor));
        }

        var automaton = new NumberAutomaton(fractionDigits);
        var start = automaton._nfa.AddState();
        automaton.AddNegative(shape, start);
        automaton.AddPositive(shape, start);
        var dfa = Determinizer.Run(automaton._nfa, start, automaton._end, limits);
        foreach (var divisor in shape.Divisors.Where(divisor => divisor.IsInteger))
        {
            dfa = dfa is null ? null : DfaProduct.Intersect(dfa, CompileMultiples((int)divisor.Floor(), limits), limits);
        }

        return dfa;
    }

    private static int FractionDigits(DecimalNumber divisor)
    {
        if (divisor.IsInteger && divisor.Floor() <= MaxDivisor)
        {
            return 0;
        }

        return divisor.Mantissa.IsOne && divisor.Scale is > 0 and < MaxDigits
            ? divisor.Scale
            : throw new AutomatonException($"divisors are integers to {MaxDivisor} and 0.1, 0.01 and so on");
    }

    private void AddPositive(NumberShape shape, int start)
    {
        if (shape.Max is { } max && max.Value.Sign < 0)
        {
            return;
        }

        var min = shape.Min is { } bound && bound.Value.Sign >= 0 ? bound : new NumberBound(DecimalNumber.Zero, IsExclusive: false);
        AddMagnitudes(start, min, shape.Max);
    }

    // Minus zero is left out.
    private void AddNegative(NumberShape shape, int start)
    {
        if (shape.Min is { } min && min.Value.Sign >= 0)
        {
            return;
        }

        var low = shape.Max is { } max && max.Value.Sign < 0 ? max with { Value = max.Value.Negate() } : new NumberBound(DecimalNumber.Zero, IsExclusive: true);
        var minus = _nfa.AddState();
        _nfa.AddBytes(start, (byte)'-', (byte)'-', minus);
        AddMagnitudes(minus, low, shape.Min is { } bound ? bound with { Value = bound.Value.Negate() } : null);
    }

    private void AddMagnitudes(int start, NumberBound min, NumberBound? max)
    {
        _states.Clear();
        _low = new DigitBound(min);
        _high = max is { } bound ? new DigitBound(bound) : null;
        for (var length = 1; length <= MaxDigits; length++)
        {
            if (length >= _low.Integer.Length && (_high is null || length <= _high.Integer.Length))
            {
                var place = new Place(length, 0, length == _low.Integer.Length, length == _high?.Integer.Length);
                _nfa.AddEmpty(start, Expand(place));
            }
        }
    }

    // Places are positions among the digits; those at and beyond the length stand behind the point.
    private int Expand(Place place)
    {
        if (_states.TryGetValue(place, out var state))
        {
            return state;
        }

        _states[place] = state = _nfa.AddState();
        var (length, position, _, _) = place;
        if (position >= length && CanEnd(place))
        {
            _nfa.AddEmpty(state, _end);
        }

        var from = state;
        if (position == length && FractionRoom(length) > 0)
        {
            from = _nfa.AddState();
            _nfa.AddBytes(state, (byte)'.', (byte)'.', from);
        }

        if (position < length + FractionRoom(length))
        {
            AddDigits(place, from);
        }

        return state;
    }

    private int FractionRoom(int length) => Math.Min(_fractionDigits, MaxDigits - length);

    private void AddDigits(Place place, int from)
    {
        var (length, position, isAtLow, isAtHigh) = place;
        var low = isAtLow ? _low!.DigitAt(position) : '0';
        var high = isAtHigh ? _high!.DigitAt(position) : '9';
        var first = position == 0 && length > 1 && low == '0' ? '1' : low;
        for (var digit = first; digit <= high; digit++)
        {
            var next = new Place(length, position + 1, isAtLow && digit == low, isAtHigh && digit == high);
            _nfa.AddBytes(from, (byte)digit, (byte)digit, Expand(next));
        }
    }

    private bool CanEnd(Place place)
    {
        var isAboveLow = !place.IsAtLow || (_low!.IsSpent(place.Position) && !_low.IsExclusive);
        return isAboveLow && (!place.IsAtHigh || !_high!.IsSpent(place.Position) || !_high.IsExclusive);
    }

    private static Dfa CompileMultiples(int divisor, AutomatonLimits limits)
    {
        // Classes: anything else, minus, digits. States: the start, after the minus, zero, then the remainders.
        var classes = new byte[256];
        classes['-'] = 1;
        for (var digit = 0; digit < 10; digit++)
        {
            classes['0' + digit] = (byte)(2 + digit);
        }

        var builder = new DfaBuilder(classes, 12, limits);
        for (var state = 0; state < divisor + 3; state++)
        {
            builder.AddState(state is 2 or 3 ? StateFlags.Accepting : StateFlags.None);
        }

        builder.SetNext(0, 1, 1);
        for (var digit = 0; digit < 10; digit++)
        {
            var first = digit == 0 ? 2 : 3 + (digit % divisor);
            builder.SetNext(0, 2 + digit, first);
            builder.SetNext(1, 2 + digit, first);
            for (var remainder = 0; remainder < divisor; remainder++)
            {
                builder.SetNext(3 + remainder, 2 + digit, 3 + (((remainder * 10) + digit) % divisor));
            }
        }

        return builder.Build()!;
    }

    private readonly record struct Place(int Length, int Position, bool IsAtLow, bool IsAtHigh);

    private sealed class DigitBound(NumberBound bound)
    {
        private readonly string _fraction = bound.Value.ToDigits().Fraction;

        public string Integer { get; } = bound.Value.ToDigits().Integer;

        public bool IsExclusive => bound.IsExclusive;

        public char DigitAt(int position) =>
            position < Integer.Length ? Integer[position] : position - Integer.Length < _fraction.Length ? _fraction[position - Integer.Length] : '0';

        /// <summary>Gets whether only zeros are left.</summary>
        public bool IsSpent(int position) => position - Integer.Length >= _fraction.Length;
    }
}
