namespace Switchyard.Faults.Histories;

/// <summary>Puts the histories of all processes together.</summary>
internal static class HistoryReader
{
    /// <summary>Reads all histories of a folder, in the order of time.</summary>
    public static IReadOnlyList<HistoryLine> Read(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.jsonl").SelectMany(File.ReadLines).Select(HistoryLine.Parse).OfType<HistoryLine>().OrderBy(line => line.At)];
}
