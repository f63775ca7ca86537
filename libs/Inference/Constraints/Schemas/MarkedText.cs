using System.Text;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Automata of text up to a mark: a state is how much of the mark has been seen last.</summary>
internal static class MarkedText
{
    private const string Blanks = " \t\r\n";

    /// <summary>Makes the automaton of any text that ends with the first <paramref name="mark"/> in it.</summary>
    public static Dfa? Until(string mark, char? bare, AutomatonLimits limits) => Build(mark, bare, isMarked: true, limits);

    /// <summary>Makes the automaton of any text without <paramref name="mark"/>.</summary>
    /// <param name="mark">The mark.</param>
    /// <param name="bare">The character with which the text, after blanks, must not begin; null for any.</param>
    /// <param name="limits">The limits of the work.</param>
    public static Dfa? Without(string mark, char? bare, AutomatonLimits limits) => Build(mark, bare, isMarked: false, limits);

    // Where the text must not begin with a character, one more state stands first, for the blanks before.
    private static Dfa? Build(string mark, char? bare, bool isMarked, AutomatonLimits limits)
    {
        var bytes = Encoding.UTF8.GetBytes(mark);
        byte[] alphabet = [.. bytes.Concat(bare is { } begin ? [.. Encoding.UTF8.GetBytes(Blanks), (byte)begin] : Array.Empty<byte>()).Distinct()];
        var builder = new DfaBuilder(FindClasses(alphabet, limits), alphabet.Length + 2, limits);
        var first = bare is null ? 0 : 1;
        for (var state = 0; state <= bytes.Length + first; state++)
        {
            builder.AddState(isMarked == (state - first == bytes.Length) ? StateFlags.Accepting : StateFlags.None);
        }

        for (var state = 0; state < bytes.Length + first; state++)
        {
            builder.SetNext(state, 1, first);
            for (var i = 0; i < alphabet.Length; i++)
            {
                var isStart = state < first;
                var next = isStart && alphabet[i] == bare ? Dfa.Dead
                    : isStart && Blanks.Contains((char)alphabet[i], StringComparison.Ordinal) ? state
                    : first + SeenAfter(bytes, isStart ? 0 : state - first, alphabet[i]);
                builder.SetNext(state, i + 2, next);
            }
        }

        return builder.Build();
    }

    // Class 0 is what cannot be written, 1 what is not in the alphabet.
    private static byte[] FindClasses(byte[] alphabet, AutomatonLimits limits)
    {
        var classes = new byte[256];
        for (var value = 0; value < 256; value++)
        {
            var known = Array.IndexOf(alphabet, (byte)value);
            classes[value] = (byte)(known >= 0 ? known + 2 : limits.Usable.Contains((byte)value) ? 1 : 0);
        }

        return classes;
    }

    private static int SeenAfter(byte[] mark, int seen, byte value)
    {
        byte[] text = [.. mark.AsSpan(0, seen), value];
        for (var length = Math.Min(text.Length, mark.Length); length > 0; length--)
        {
            if (text.AsSpan(text.Length - length).SequenceEqual(mark.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}
