using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Time;

namespace Switchyard.Agents.Tests.Tools.Time;

public sealed class CalendarToolTests
{
    [Theory]
    [InlineData("2026-01-31", 1, "months", "2026-02-28")]
    [InlineData("2024-02-29", 1, "years", "2025-02-28")]
    [InlineData("2026-01-31", 90, "days", "2026-05-01")]
    [InlineData("2026-01-10", -2, "weeks", "2025-12-27")]
    [InlineData("2026-01-01", 36, "hours", "2026-01-02 12:00")]
    [InlineData("2026-01-01 10:30", 45, "minutes", "2026-01-01 11:15")]
    [InlineData("2026-01-01 00:00:30", 1, "seconds", "2026-01-01 00:00:31")]
    [InlineData("2026-01-01", 9_000_000_000_000_000_000, "weeks", "Error: the result is outside of the years 1 to 9999")]
    [InlineData("2026-01-01", 5_000_000_000, "months", "Error: the result is outside of the years 1 to 9999")]
    [InlineData("soon", 1, "days", "Error: dates must look like 2026-11-20, times must look like 2026-11-20 14:30")]
    public async Task Duration_AddedToATime_GivesAnother(string start, long amount, string unit, string expected) => Assert.Equal(expected, await RunAsync(new AddDurationTool(), new { start, amount, unit }));

    [Theory]
    [InlineData("2026-03-01 09:00", "Europe/Berlin", "Asia/Tokyo", "2026-03-01 17:00")]
    [InlineData("2026-06-01 15:00", "UTC", "America/New_York", "2026-06-01 11:00")]
    [InlineData("2026-03-29 02:30", "Europe/Berlin", "UTC", "Error: there is no such time: the clocks there are put forward over it")]
    [InlineData("2026-10-25 02:30", "Europe/Berlin", "UTC", "2026-10-25 01:30 (the time occurs twice there; this is for the second)")]
    [InlineData("2026-03-01 09:00", "../etc", "UTC", "Error: unknown time zone; use an IANA name such as Europe/Berlin")]
    public async Task Time_OfAZone_IsConverted(string time, string from, string to, string expected) => Assert.Equal(expected, await RunAsync(new ConvertTimeZoneTool(), new { time, from, to }));

    [Theory]
    [InlineData("2026-11-20", "Friday")]
    [InlineData("2024-02-29", "Thursday")]
    [InlineData("2026-02-29", "Error: dates must look like 2026-11-20")]
    public async Task Weekday_OfADate_IsTold(string date, string expected) => Assert.Equal(expected, await RunAsync(new WeekdayTool(), new { date }));

    [Theory]
    [InlineData("0 9 * * mon-fri", "2026-11-20 09:00", "2026-11-23 09:00\n2026-11-24 09:00")]
    [InlineData("*/20 * * * *", "2026-11-20 09:45", "2026-11-20 10:00\n2026-11-20 10:20")]
    [InlineData("0 0 13 * 5", "2026-11-01 00:00", "2026-11-06 00:00\n2026-11-13 00:00")]
    [InlineData("0 0 29 2 *", "2026-11-01 00:00", "2028-02-29 00:00\n2032-02-29 00:00")]
    [InlineData("0 12 * * 7", "2026-11-20 00:00", "2026-11-22 12:00\n2026-11-29 12:00")]
    [InlineData("0 0 31 2 *", "2026-11-01 00:00", "Error: the schedule never runs")]
    [InlineData("60 * * * *", "2026-11-01 00:00", "Error: a cron expression has five fields: minute, hour, day of month, month, day of week")]
    [InlineData("* * * *", "2026-11-01 00:00", "Error: a cron expression has five fields: minute, hour, day of month, month, day of week")]
    [InlineData("*/0 * * * *", "2026-11-01 00:00", "Error: a cron expression has five fields: minute, hour, day of month, month, day of week")]
    public async Task Cron_AfterATime_RunsNext(string expression, string after, string expected) =>
        Assert.Equal(expected, await RunAsync(new NextCronTimesTool(TimeProvider.System), new { expression, after, count = 2 }));

    [Fact]
    public async Task Cron_WithoutATime_StartsNow()
    {
        var tool = new NextCronTimesTool(new FixedTime(new DateTimeOffset(2026, 11, 20, 10, 59, 30, TimeSpan.Zero)));

        Assert.Equal("2026-11-20 11:00", await RunAsync(tool, new { expression = "0 * * * *", count = 1 }));
    }

    private static Task<string> RunAsync(ITool tool, object arguments) => ToolRunner.RunAsync(tool, JsonSerializer.Serialize(arguments));
}
