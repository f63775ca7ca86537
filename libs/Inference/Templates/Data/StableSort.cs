using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>A sort that keeps the order of what is equal, as Python's. Written out because an order may be refused in its midst.</summary>
internal static class StableSort
{
    /// <summary>Sorts <paramref name="items"/> by <paramref name="keys"/>, one for each.</summary>
    public static List<object?> Sort(IReadOnlyList<object?> items, IReadOnlyList<object?> keys, bool isReverse, RenderContext context)
    {
        var order = new int[items.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        var sign = isReverse ? -1 : 1;
        Split(order, new int[order.Length], 0, order.Length, (a, b) => sign * Comparison.Order(keys[a], keys[b], context));
        context.Charge(order.Length);
        return [.. order.Select(i => items[i])];
    }

    private static void Split(int[] order, int[] spare, int start, int end, Comparison<int> compare)
    {
        if (end - start < 2)
        {
            return;
        }

        var middle = (start + end) / 2;
        Split(order, spare, start, middle, compare);
        Split(order, spare, middle, end, compare);
        Merge(order, spare, start, middle, end, compare);
    }

    private static void Merge(int[] order, int[] spare, int start, int middle, int end, Comparison<int> compare)
    {
        Array.Copy(order, start, spare, start, end - start);
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            order[i] = right >= end || (left < middle && compare(spare[left], spare[right]) <= 0) ? spare[left++] : spare[right++];
        }
    }
}
