namespace Switchyard.Agents.Tools.Time;

/// <summary>Goes forward or back from a date or time. A month without the day gives its last one.</summary>
public sealed class AddDurationTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "add_duration",
        Description = "Add or subtract days, months, hours and so on.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it for what lies so long after or before a date or time.",
        Parameters =
        [
            new("start", ToolParameterKind.Text, "A date as YYYY-MM-DD, or a time as YYYY-MM-DD HH:MM.") { MaxLength = TimeText.MaxLength },
            new("amount", ToolParameterKind.WholeNumber, "How many; negative goes back."),
            new("unit", ToolParameterKind.Text, "Of what.") { AllowedValues = ["seconds", "minutes", "hours", "days", "weeks", "months", "years"], MaxLength = 10 },
        ],
        Tags = ["after", "before", "later", "earlier", "ago", "deadline", "due", "weeks", "months"],
        Examples = ["What is 90 days after 2026-01-31?", "What is 3 months before 2026-05-31?"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (text, amount, unit) = (arguments.GetText("start"), arguments.GetInteger("amount"), arguments.GetText("unit").ToLowerInvariant());
        var isDate = TimeText.TryReadDate(text, out var date);
        if (!TimeText.TryReadTime(text, out var start) && !isDate)
        {
            return ToolResult.Failure($"{TimeText.DateHint}, {TimeText.TimeHint}");
        }

        try
        {
            var end = Add(isDate ? date.ToDateTime(TimeOnly.MinValue) : start, amount, unit);
            return ToolResult.Success(isDate && end.TimeOfDay == TimeSpan.Zero ? TimeText.Write(DateOnly.FromDateTime(end)) : TimeText.Write(end));
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or OverflowException)
        {
            return ToolResult.Failure("the result is outside of the years 1 to 9999");
        }
    }

    private static DateTime Add(DateTime start, long amount, string unit) => unit switch
    {
        "seconds" => start.AddSeconds(amount),
        "minutes" => start.AddMinutes(amount),
        "hours" => start.AddHours(amount),
        "days" => start.AddDays(amount),
        "weeks" => start.AddDays(checked(amount * 7)),
        "months" => start.AddMonths(checked((int)amount)),
        _ => start.AddYears(checked((int)amount)),
    };
}
