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
        Parameters = [new("timezone", ToolParameterKind.Text, "An IANA name such as Europe/Berlin; UTC when absent.") { Required = false, MaxLength = 64 }],
        Tags = ["clock", "date", "today", "now", "time", "day", "hour", "timezone"],
        Examples = ["What time is it in Tokyo?", "Which date is it?", "Current time in London?", "What is today's date?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var name = arguments.GetText("timezone", "UTC").Trim();
        if (!IsZoneName(name) || !TimeZoneInfo.TryFindSystemTimeZoneById(name.Length == 0 ? "UTC" : name, out var zone))
        {
            return new(ToolResult.Failure("unknown time zone; use an IANA name such as Europe/Berlin"));
        }

        var now = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone);
        return new(ToolResult.Success(now.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)));
    }

    // Zone names become file names inside the runtime; anything else than a name is not passed on.
    private static bool IsZoneName(string name) =>
        !name.StartsWith('/') && !name.Contains("..", StringComparison.Ordinal) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+');
}
