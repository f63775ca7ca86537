using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>Picks rows and columns of a CSV file.</summary>
/// <param name="files">The users' files.</param>
public sealed class CsvQueryTool(UserFiles files) : CsvTool(files)
{
    private const int DefaultRows = 50;
    private const int MaxRows = 10_000;

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "csv_query",
        Description = "Pick rows and columns of a CSV file.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it to filter, sort or cut down a table in a CSV file.",
        Parameters =
        [
            PathParameter,
            new("where", ToolParameterKind.Text, "Conditions such as price > 10 and city = Berlin; all rows when absent.") { Required = false, MaxLength = 1_000 },
            new("columns", ToolParameterKind.Text, "Column names between commas; all when absent.") { Required = false, MaxLength = 5_000 },
            new("sort", ToolParameterKind.Text, "The column to sort by; a minus before it sorts from the largest.") { Required = false, MaxLength = 200 },
            new("limit", ToolParameterKind.WholeNumber, $"How many rows at most; {DefaultRows} when absent.") { Required = false },
        ],
        Tags = ["csv", "table", "rows", "columns", "filter", "spreadsheet"],
        Examples = ["Which rows of sales.csv have a price over 100?", "Show the columns name and city of people.csv"],
    };

    /// <inheritdoc/>
    private protected override ToolResult Answer(CsvTable table, ToolArguments arguments)
    {
        if (CsvCondition.Read(arguments.GetText("where"), table, out var error) is not { } conditions || FindColumns(table, arguments.GetText("columns"), out error) is not { } columns)
        {
            return ToolResult.Failure(error!);
        }

        var rows = table.Rows.Where(row => conditions.TrueForAll(condition => condition.Matches(row)));
        if (arguments.GetText("sort").Trim() is { Length: > 0 } sort)
        {
            var by = table.Find(sort.TrimStart('-'));
            if (by < 0)
            {
                return ToolResult.Failure(table.Unknown(sort.TrimStart('-')));
            }

            rows = sort[0] == '-' ? rows.OrderByDescending(row => CsvSortKey.Of(row[by])) : rows.OrderBy(row => CsvSortKey.Of(row[by]));
        }

        var found = rows.ToList();
        var limit = (int)Math.Clamp(arguments.GetInteger("limit", DefaultRows), 1, MaxRows);
        var shown = CsvTable.Write(found.Take(limit).Prepend(table.Columns).Select(row => columns.ConvertAll(column => row[column]).ToArray()), table.Separator);
        return ToolResult.Success(found.Count > limit ? $"{shown}\n({limit} of {found.Count} rows)" : shown);
    }

    private static List<int>? FindColumns(CsvTable table, string text, out string? error)
    {
        error = null;
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(name => table.Find(name) < 0) is { } unknown)
        {
            error = table.Unknown(unknown);
            return null;
        }

        return names.Length == 0 ? [.. Enumerable.Range(0, table.Columns.Length)] : [.. names.Select(table.Find)];
    }
}
