using System.Globalization;

namespace Switchyard.Agents.Tools.Time;

/// <summary>Tells the date and time in a time zone.</summary>
/// <param name="time">The clock.</param>
public sealed class CurrentTimeTool(TimeProvider time) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "current_time",
        Description = "Get the current time in a time zone.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it for the time, date or weekday of now.",
        Parameters = [new("timezone", ToolParameterKind.Text, "An IANA name such as Europe/Berlin; UTC when absent.") { Required = false, MaxLength = ZoneNames.MaxLength }],
        Tags = ["clock", "date", "today", "now", "time", "day", "hour", "timezone"],
        Examples = ["What time is it in Tokyo?", "Which date is it?", "Current time in London?", "What is today's date?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (!ZoneNames.TryFind(arguments.GetText("timezone", "UTC"), out var zone))
        {
            return new(ToolResult.Failure(ZoneNames.Unknown));
        }

        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        return new(ToolResult.Success(now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }
}
