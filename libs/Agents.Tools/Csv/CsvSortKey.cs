namespace Switchyard.Agents.Tools.Csv;

/// <summary>What a field is sorted by, read once: numbers by size and before texts, texts by their letters.</summary>
internal readonly record struct CsvSortKey(double? Number, string Text) : IComparable<CsvSortKey>
{
    public static CsvSortKey Of(string field) => new(CsvNumber.TryRead(field, out var number) ? number : null, field);

    public int CompareTo(CsvSortKey other) => (Number, other.Number) switch
    {
        ({ } left, { } right) => left.CompareTo(right),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.Compare(Text, other.Text, StringComparison.OrdinalIgnoreCase),
    };
}
