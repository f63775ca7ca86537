namespace Switchyard.Agents.Tools.Time;

/// <summary>Tells the day of the week.</summary>
public sealed class WeekdayTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "get_weekday",
        Description = "Tell the day of the week of a date.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it for whether a date is a Monday, a Sunday or the like.",
        Parameters = [new("date", ToolParameterKind.Text, "The date as YYYY-MM-DD.") { MaxLength = TimeText.MaxLength }],
        Tags = ["weekday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend"],
        Examples = ["What weekday is 2026-11-20?", "Is 2027-01-01 a Friday?"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return TimeText.TryReadDate(arguments.GetText("date"), out var date) ? ToolResult.Success(date.DayOfWeek.ToString()) : ToolResult.Failure(TimeText.DateHint);
    }
}
