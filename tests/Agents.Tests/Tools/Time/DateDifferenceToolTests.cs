using System.Text.Json;
using Switchyard.Agents.Tools.Time;

namespace Switchyard.Agents.Tests.Tools.Time;

public sealed class DateDifferenceToolTests
{
    [Theory]
    [InlineData("2027-02-25", "2026-12-07", "80")]
    [InlineData("2011-10-07", "2025-06-06", "4991")]
    [InlineData("2024-02-28", "2024-03-01", "2")]
    [InlineData("2026-01-01", "2026-01-01", "0")]
    [InlineData("0001-01-01", "9999-12-31", "3652058")]
    [InlineData("2026/01/01", "20260102", "1")]
    public async Task Days_BetweenDates_AreCounted(string from, string to, string expected) => Assert.Equal(expected, await AskAsync(from, to));

    [Theory]
    [InlineData("2026-02-30", "2026-03-01")]
    [InlineData("yesterday", "2026-03-01")]
    [InlineData("2026-03-01", "")]
    [InlineData("99999-01-01", "2026-03-01")]
    public async Task Days_WithBadDate_IsAnError(string from, string to) => Assert.Equal("Error: dates must look like 2026-11-20", await AskAsync(from, to));

    private static Task<string> AskAsync(string from, string to) => ToolRunner.RunAsync(new DateDifferenceTool(), JsonSerializer.Serialize(new { from, to }));
}
