using Switchyard.Contracts.Queue;

namespace Switchyard.Web.Charts;

/// <summary>Lays the depths of queues out as bars with a common scale. Each queue has all its priorities, the highest first, so that nothing jumps when one of them becomes empty.</summary>
internal static class DepthChart
{
    public const int Width = 1000;

    /// <summary>The shortest part of a bar that can still be seen.</summary>
    private const int MinWidth = 8;

    public static IReadOnlyList<IGrouping<string, DepthRow>> Build(IReadOnlyList<QueueDepth> depths)
    {
        var rows = depths.Select(static depth => depth.Queue).Distinct(StringComparer.Ordinal)
            .SelectMany(queue => JobPriorities.All.Reverse().Select(priority => depths.FirstOrDefault(depth => depth.Queue == queue && depth.Priority == priority) ?? new QueueDepth { Queue = queue, Priority = priority }))
            .ToList();
        var most = rows.Select(static row => row.Running + row.Ready + row.Delayed).DefaultIfEmpty().Max();
        var oldest = rows.Select(static row => row.OldestSeconds).DefaultIfEmpty().Max();
        return [.. rows.Select(row => new DepthRow(row, Part(row.Running, most), Part(row.Ready, most), Part(row.Delayed, most), Part(row.OldestSeconds, oldest))).GroupBy(static row => row.Depth.Queue)];
    }

    private static int Part(double value, double whole) => value <= 0 ? 0 : Math.Max(MinWidth, (int)Math.Round(value / whole * Width));
}
