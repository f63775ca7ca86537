namespace Switchyard.Agents.Tools.Time;

/// <summary>Tells what a clock elsewhere shows.</summary>
public sealed class ConvertTimeZoneTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "convert_timezone",
        Description = "Convert a time from one time zone to another.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it for what a given time is in another city or zone.",
        Parameters =
        [
            new("time", ToolParameterKind.Text, "The time as YYYY-MM-DD HH:MM.") { MaxLength = TimeText.MaxLength },
            new("from", ToolParameterKind.Text, "Its zone, an IANA name such as Europe/Berlin.") { MaxLength = ZoneNames.MaxLength },
            new("to", ToolParameterKind.Text, "The zone wanted.") { MaxLength = ZoneNames.MaxLength },
        ],
        Tags = ["timezone", "zone", "meeting", "utc", "offset"],
        Examples = ["What is 2026-03-01 09:00 in Berlin in the time zone of Tokyo?", "Convert the meeting at 2026-06-01 15:00 UTC to New York time"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!TimeText.TryReadTime(arguments.GetText("time"), out var time))
        {
            return ToolResult.Failure(TimeText.TimeHint);
        }

        if (!ZoneNames.TryFind(arguments.GetText("from"), out var from) || !ZoneNames.TryFind(arguments.GetText("to"), out var to))
        {
            return ToolResult.Failure(ZoneNames.Unknown);
        }

        if (from.IsInvalidTime(time))
        {
            return ToolResult.Failure("there is no such time: the clocks there are put forward over it");
        }

        // Times that occur twice, when clocks are put back, are those of the second time, as the runtime reads them.
        return ToolResult.Success(TimeText.Write(TimeZoneInfo.ConvertTime(time, from, to)) + (from.IsAmbiguousTime(time) ? " (the time occurs twice there; this is for the second)" : string.Empty));
    }
}
