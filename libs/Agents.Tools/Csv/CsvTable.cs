using System.Text;
using CsvHelper;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>A CSV file with a header: its columns and rows of as many fields.</summary>
internal sealed class CsvTable
{
    private const int MaxRows = 100_000;
    private const int MaxColumns = 500;

    // Short rows are filled up, so that a small file could stand for a very large table.
    private const long MaxFields = 2_000_000;

    // Which of , ; tab and | separates fields is seen in the first lines.
    private static readonly CsvReaderOptions s_reading = new() { HasHeader = false, TrimWhitespace = true, MalformedData = CsvMalformedDataHandling.Throw };

    private CsvTable(string[] columns, List<string[]> rows, char separator) => (Columns, Rows, Separator) = (columns, rows, separator);

    public string[] Columns { get; }

    public List<string[]> Rows { get; }

    public char Separator { get; }

    /// <summary>Reads a table; null, and what is wrong with it, where there is none. Short rows end with empty fields; longer ones than the header are wrong.</summary>
    public static CsvTable? Read(string text, out string? error)
    {
        var rows = new List<string[]>();
        using var reader = CsvReader.FromText(text, s_reading);
        try
        {
            while (reader.Read())
            {
                if (rows.Count > MaxRows)
                {
                    error = $"the file has more than {MaxRows} rows";
                    return null;
                }

                rows.Add(reader.Current.ToArray());
            }
        }
        catch (CsvFormatException exception)
        {
            error = $"row {exception.RecordNumber} is not CSV: a quote is not closed, or stands inside a field";
            return null;
        }

        error = Check(rows);
        return error is null ? new CsvTable(rows[0], [.. rows.Skip(1).Select(row => Fill(row, rows[0].Length))], reader.Separator) : null;
    }

    /// <summary>Finds a column by its name, without regard to case.</summary>
    public int Find(string column) => Array.FindIndex(Columns, name => name.Equals(column.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Says that there is no such column, and which there are.</summary>
    public string Unknown(string column) => $"there is no column '{column.Trim()}'; there are {string.Join(", ", Columns)}";

    /// <summary>Writes rows with the header; fields are quoted where they need it.</summary>
    public static string Write(IEnumerable<string[]> rows, char separator)
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(separator, row.Select(field => Quote(field, separator))).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Quote(string field, char separator) =>
        field.AsSpan().IndexOfAny('"', '\n', '\r') >= 0 || field.Contains(separator, StringComparison.Ordinal) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static string? Check(List<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return "the file is empty";
        }

        var columns = rows[0].Length;
        var wrong = rows.FindIndex(row => row.Length > columns);
        return columns > MaxColumns ? $"the file has more than {MaxColumns} columns"
            : (long)columns * rows.Count > MaxFields ? $"the file has more than {MaxFields} fields"
            : wrong >= 0 ? $"row {wrong + 1} has {rows[wrong].Length} fields, the header has {columns}"
            : null;
    }

    private static string[] Fill(string[] row, int length) => row.Length == length ? row : [.. row, .. Enumerable.Repeat(string.Empty, length - row.Length)];
}
