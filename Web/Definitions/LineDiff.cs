namespace Switchyard.Web.Definitions;

/// <summary>
/// Puts two lists beside each other so that as many lines as can be stand beside themselves (longest common subsequence). What was removed and what was added
/// at the same place stand beside each other as changes.
/// </summary>
internal static class LineDiff
{
    public static IReadOnlyList<DiffRow> Compare(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var lengths = Lengths(left, right);
        var rows = new List<DiffRow>();
        var (i, j) = (0, 0);
        while (i < left.Count || j < right.Count)
        {
            if (i < left.Count && j < right.Count && left[i] == right[j])
            {
                rows.Add(new DiffRow(++i, ++j, true));
                continue;
            }

            // All that differs here, until both sides say the same again.
            var (fromLeft, fromRight) = (i, j);
            while (!(i < left.Count && j < right.Count && left[i] == right[j]) && (i < left.Count || j < right.Count))
            {
                var takesLeft = j == right.Count || (i < left.Count && lengths[i + 1, j] >= lengths[i, j + 1]);
                (i, j) = takesLeft ? (i + 1, j) : (i, j + 1);
            }

            AddChanges(rows, fromLeft, i, fromRight, j);
        }

        return rows;
    }

    private static void AddChanges(List<DiffRow> rows, int fromLeft, int toLeft, int fromRight, int toRight)
    {
        for (var offset = 0; offset < Math.Max(toLeft - fromLeft, toRight - fromRight); offset++)
        {
            var (before, after) = (fromLeft + offset, fromRight + offset);
            rows.Add(new DiffRow(before < toLeft ? before + 1 : null, after < toRight ? after + 1 : null, false));
        }
    }

    // How many lines the rests of both lists have in common.
    private static int[,] Lengths(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        var lengths = new int[left.Count + 1, right.Count + 1];
        for (var i = left.Count - 1; i >= 0; i--)
        {
            for (var j = right.Count - 1; j >= 0; j--)
            {
                lengths[i, j] = left[i] == right[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
            }
        }

        return lengths;
    }
}
