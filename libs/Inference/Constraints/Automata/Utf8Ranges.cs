using System.Text;

namespace Switchyard.Inference.Constraints.Automata;

/// <summary>Splits a range of code points into sequences of byte ranges: each sequence's product is exactly the UTF-8 of some of the code points.</summary>
internal static class Utf8Ranges
{
    private static readonly int[] s_lastOfLength = [0x7F, 0x7FF, 0xFFFF, CodePointSet.Last];

    public static IEnumerable<(byte First, byte Last)[]> Split(int first, int last)
    {
        foreach (var limit in s_lastOfLength)
        {
            if (first <= Math.Min(limit, last))
            {
                foreach (var sequence in SplitSameLength(first, Math.Min(limit, last)))
                {
                    yield return sequence;
                }

                first = limit + 1;
            }
        }
    }

    // A range is one sequence when, from the first byte in which its ends differ, all later bytes run over their whole range.
    private static IEnumerable<(byte First, byte Last)[]> SplitSameLength(int first, int last)
    {
        var pending = new Stack<(int First, int Last)>([(first, last)]);
        while (pending.TryPop(out var range))
        {
            if (FindCut(range.First, range.Last) is { } cut)
            {
                pending.Push((cut + 1, range.Last));
                pending.Push((range.First, cut));
            }
            else
            {
                yield return Zip(range.First, range.Last);
            }
        }
    }

    private static int? FindCut(int first, int last)
    {
        // ASCII has no continuation bytes.
        for (var bits = 6; bits <= 18 && last > 0x7F; bits += 6)
        {
            var mask = (1 << bits) - 1;
            if ((first & ~mask) == (last & ~mask))
            {
                return null;
            }

            if ((first & mask) != 0)
            {
                return first | mask;
            }

            if ((last & mask) != mask)
            {
                return (last & ~mask) - 1;
            }
        }

        return null;
    }

    private static (byte First, byte Last)[] Zip(int first, int last)
    {
        Span<byte> low = stackalloc byte[4];
        Span<byte> high = stackalloc byte[4];
        var length = new Rune(first).EncodeToUtf8(low);
        new Rune(last).EncodeToUtf8(high);
        var sequence = new (byte, byte)[length];
        for (var i = 0; i < length; i++)
        {
            sequence[i] = (low[i], high[i]);
        }

        return sequence;
    }
}
