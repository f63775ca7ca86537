using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>Sets of configurations on top of one another: the readings after each byte of a way through the trie. Grows once, then allocates nothing.</summary>
internal sealed class ConfigurationStack
{
    private const int MaxCount = 32 * Continuation.MaxConfigurations;

    private Configuration[] _items = new Configuration[64];

    public int Count { get; private set; }

    /// <summary>Gets whether readings were given up since <see cref="Reset"/>, because there were too many.</summary>
    public bool HasOverflowed { get; private set; }

    public ReadOnlySpan<Configuration> this[Range range] => _items.AsSpan(0, Count)[range];

    public void Reset()
    {
        Count = 0;
        HasOverflowed = false;
    }

    /// <summary>Drops what lies at and above <paramref name="count"/>.</summary>
    public void Truncate(int count) => Count = count;

    /// <summary>Drops the lowest <paramref name="count"/>.</summary>
    public void RemoveFirst(int count)
    {
        _items.AsSpan(count, Count - count).CopyTo(_items);
        Count -= count;
    }

    public void Push(ReadOnlySpan<Configuration> configurations)
    {
        foreach (ref readonly var configuration in configurations)
        {
            Append(configuration);
        }
    }

    /// <summary>Puts on top what a byte makes of the set that lies from <paramref name="from"/> to <paramref name="to"/>.</summary>
    public void Step(int from, int to, byte value)
    {
        var start = Count;
        for (var i = from; i < to; i++)
        {
            var (lexeme, state, rest) = _items[i];
            var next = lexeme is null ? Lexeme.Dead : lexeme.Next(state, value);
            if (next == Lexeme.Dead)
            {
                continue;
            }

            var flags = lexeme!.Flags(next);
            if ((flags & StateFlags.Continues) != 0)
            {
                Add(new Configuration(lexeme, next, rest), start);
            }

            if ((flags & StateFlags.Accepting) != 0)
            {
                foreach (ref readonly var beginning in rest!.Beginnings.AsSpan())
                {
                    Add(beginning, start);
                }
            }
        }
    }

    /// <summary>Puts a configuration into the set that begins at <paramref name="start"/> and lies on top.</summary>
    public void Add(in Configuration configuration, int start)
    {
        for (var i = start; i < Count; i++)
        {
            if (_items[i].Equals(configuration))
            {
                return;
            }
        }

        Append(configuration);
    }

    private void Append(in Configuration configuration)
    {
        if (Count >= MaxCount)
        {
            HasOverflowed = true;
            return;
        }

        if (Count == _items.Length)
        {
            Array.Resize(ref _items, _items.Length * 2);
        }

        _items[Count++] = configuration;
    }
}
