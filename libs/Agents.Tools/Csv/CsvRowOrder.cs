namespace Switchyard.Agents.Tools.Csv;

/// <summary>Orders rows by a column: numbers by size and before texts, texts by their letters.</summary>
internal sealed class CsvRowOrder(int column) : IComparer<string[]>
{
    public int Compare(string[]? x, string[]? y)
    {
        var (left, right) = (x![column], y![column]);
        return (CsvNumber.TryRead(left, out var a), CsvNumber.TryRead(right, out var b)) switch
        {
            (true, true) => a.CompareTo(b),
            (true, false) => -1,
            (false, true) => 1,
            _ => string.Compare(left, right, StringComparison.OrdinalIgnoreCase),
        };
    }
}
