using System.Globalization;

namespace Switchyard.Agents.Tools.Time;

/// <summary>Counts the days between two dates, whichever comes first.</summary>
public sealed class DateDifferenceTool : ITool
{
    private static readonly string[] s_formats = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyy-M-d", "yyyyMMdd"];

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "date_difference",
        Description = "Number of days between two dates.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it for how long or how many days lie between two dates.",
        Parameters =
        [
            new("from", ToolParameterKind.Text, "The first date as YYYY-MM-DD.") { MaxLength = 32 },
            new("to", ToolParameterKind.Text, "The second date as YYYY-MM-DD.") { MaxLength = 32 },
        ],
        Tags = ["days", "dates", "between", "until", "since", "calendar", "weeks"],
        Examples = ["Days from 2027-02-25 to 2026-12-07?", "How many days are between 2009-04-26 and 1998-02-20?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!TryParse(arguments.GetText("from"), out var from) || !TryParse(arguments.GetText("to"), out var to))
        {
            return new(ToolResult.Failure("dates must look like 2026-11-20"));
        }

        return new(ToolResult.Success(Math.Abs(to.DayNumber - from.DayNumber).ToString(CultureInfo.InvariantCulture)));
    }

    private static bool TryParse(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text.Trim(), s_formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
