using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>Says for each column of a CSV file what is in it.</summary>
/// <param name="files">The users' files.</param>
public sealed class CsvStatisticsTool(UserFiles files) : CsvTool(files)
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "csv_statistics",
        Description = "Describe the columns of a CSV file.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it for the number of rows, and for sums, means and ranges of columns.",
        Parameters = [PathParameter],
        Tags = ["csv", "table", "columns", "statistics", "sum", "mean", "distinct"],
        Examples = ["What columns does sales.csv have?", "Sum and mean of every column of sales.csv"],
    };

    /// <inheritdoc/>
    private protected override ToolResult Answer(CsvTable table, ToolArguments arguments) =>
        ToolResult.Success(string.Join('\n', table.Columns.Select((name, index) => $"{name}: {Describe(table, index)}").Prepend($"rows: {table.Rows.Count}")));

    private static string Describe(CsvTable table, int column)
    {
        var fields = table.Rows.Select(row => row[column]).Where(field => field.Length > 0).ToList();
        var empty = table.Rows.Count - fields.Count;
        var numbers = fields.Select(field => CsvNumber.TryRead(field, out var number) ? number : (double?)null).OfType<double>().ToList();
        var text = fields.Count > 0 && numbers.Count == fields.Count
            ? $"sum {CsvNumber.Write(numbers.Sum())}, mean {CsvNumber.Write(numbers.Average())}, min {CsvNumber.Write(numbers.Min())}, max {CsvNumber.Write(numbers.Max())}"
            : $"{fields.Distinct(StringComparer.Ordinal).Count()} distinct{MostFrequent(fields)}";
        return empty == 0 ? text : $"{text}, {empty} empty";
    }

    private static string MostFrequent(List<string> fields)
    {
        if (fields.Count == 0)
        {
            return string.Empty;
        }

        var (field, count) = fields.CountBy(field => field).MaxBy(pair => pair.Value);
        return count == 1 ? string.Empty : $", most frequent {(field.Length <= 40 ? field : field[..40] + "…")} ({count})";
    }
}
