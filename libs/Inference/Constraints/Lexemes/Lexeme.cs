using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Lexemes;

/// <summary>A piece of text without structure inside (a key, a string, a number), as an automaton whose every state can reach its end.</summary>
internal abstract class Lexeme
{
    public const int Dead = Dfa.Dead;

    private ulong[]? _firstBytes;

    /// <summary>Gets the bytes with which the piece can begin, a bit each.</summary>
    public ulong[] FirstBytes => _firstBytes ??= FindFirstBytes();

    /// <summary>Gets the state before the first byte.</summary>
    public abstract int Start { get; }

    /// <summary>Gets the number of states, all below it, whose heads are worth finding in advance.</summary>
    public virtual int WarmStateCount => 1;

    /// <summary>Gets the state after a byte, or <see cref="Dead"/>.</summary>
    public abstract int Next(int state, byte value);

    /// <summary>Gets whether the piece may end in a state, and whether it can go on.</summary>
    public abstract StateFlags Flags(int state);

    /// <summary>Gets what the vocabulary's tokens do from a state where that is known without a walk.</summary>
    public virtual bool TryGetHead(int state, out LexemeHead head)
    {
        head = default;
        return false;
    }

    private ulong[] FindFirstBytes()
    {
        var bytes = new ulong[4];
        for (var value = 0; value < 256; value++)
        {
            bytes[value >> 6] |= Next(Start, (byte)value) == Dead ? 0 : 1UL << (value & 63);
        }

        return bytes;
    }
}
