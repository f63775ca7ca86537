using System.Globalization;

namespace Switchyard.Agents.Tools.Time;

/// <summary>Counts the days between two dates, whichever comes first.</summary>
public sealed class DateDifferenceTool : ITool
{
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
        if (!TimeText.TryReadDate(arguments.GetText("from"), out var from) || !TimeText.TryReadDate(arguments.GetText("to"), out var to))
        {
            return new(ToolResult.Failure(TimeText.DateHint));
        }

        return new(ToolResult.Success(Math.Abs(to.DayNumber - from.DayNumber).ToString(CultureInfo.InvariantCulture)));
    }
}
