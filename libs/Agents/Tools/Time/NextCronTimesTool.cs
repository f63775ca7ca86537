namespace Switchyard.Agents.Tools.Time;

/// <summary>Tells when a schedule comes due.</summary>
/// <param name="time">The clock.</param>
public sealed class NextCronTimesTool(TimeProvider time) : ITool
{
    private const int MaxTimes = 20;

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "next_cron_times",
        Description = "Tell when a cron schedule runs next.",
        Category = ToolCategories.Time,
        WhenToUse = "Use it to check or explain a cron expression.",
        Parameters =
        [
            new("expression", ToolParameterKind.Text, "Minute, hour, day, month and weekday, such as 0 9 * * mon-fri.") { MaxLength = 200 },
            new("after", ToolParameterKind.Text, "The time to start from as YYYY-MM-DD HH:MM; now in UTC when absent.") { Required = false, MaxLength = TimeText.MaxLength },
            new("count", ToolParameterKind.WholeNumber, $"How many times, at most {MaxTimes}; 3 when absent.") { Required = false },
        ],
        Tags = ["cron", "schedule", "crontab", "next", "recurring", "job"],
        Examples = ["When does the cron schedule 0 9 * * 1 run next?", "Explain the crontab */15 * * * *"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (CronExpression.Read(arguments.GetText("expression")) is not { } cron)
        {
            return new(ToolResult.Failure("a cron expression has five fields: minute, hour, day of month, month, day of week"));
        }

        DateTime? at = time.GetUtcNow().UtcDateTime;
        if (arguments.GetText("after") is { Length: > 0 } text)
        {
            if (!TimeText.TryReadTime(text, out var after))
            {
                return new(ToolResult.Failure(TimeText.TimeHint));
            }

            at = after;
        }

        var times = new List<string>();
        for (var left = Math.Clamp(arguments.GetInteger("count", 3), 1, MaxTimes); left > 0 && (at = cron.Next(at.Value)) is { } next; left--)
        {
            times.Add(TimeText.Write(next));
        }

        return new(times.Count == 0 ? ToolResult.Failure("the schedule never runs") : ToolResult.Success(string.Join('\n', times)));
    }
}
