namespace Switchyard.Agents.Tools.Text;

/// <summary>
/// The shortest way from one list of lines to another by the longest common subsequence: a table of the lengths of what the two rests share, filled from the
/// ends and walked from the beginnings. Its size is the product of both, so both are bounded, after what is alike at both ends is set aside.
/// </summary>
internal static class LineDifference
{
    public const int MaxLines = 2_000;

    /// <summary>Says what goes and what comes, with the line's number in its own text.</summary>
    public static List<string> Of(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        var same = before.CommonPrefixLength(after);
        var left = before[same..];
        var right = after[same..];
        while (left.Length > 0 && right.Length > 0 && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        var lengths = Measure(left, right);
        var changes = new List<string>();
        var (i, j) = (0, 0);
        while (i < left.Length || j < right.Length)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == right.Length || (i < left.Length && lengths[i + 1, j] >= lengths[i, j + 1]))
            {
                changes.Add($"-{same + i + 1}: {left[i++]}");
            }
            else
            {
                changes.Add($"+{same + j + 1}: {right[j++]}");
            }
        }

        return changes;
    }

    private static ushort[,] Measure(ReadOnlySpan<string> left, ReadOnlySpan<string> right)
    {
        var lengths = new ushort[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? (ushort)(lengths[i + 1, j + 1] + 1) : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
