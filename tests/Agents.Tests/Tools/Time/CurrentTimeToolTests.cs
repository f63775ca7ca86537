using System.Text.Json;
using Switchyard.Agents.Tools.Time;

namespace Switchyard.Agents.Tests.Tools.Time;

public sealed class CurrentTimeToolTests
{
    private readonly CurrentTimeTool _tool = new(new FixedTime(new DateTimeOffset(2026, 11, 21, 23, 30, 15, TimeSpan.Zero)));

    [Theory]
    [InlineData("UTC", "2026-11-21 23:30")]
    [InlineData("Europe/Berlin", "2026-11-22 00:30")]
    [InlineData("Asia/Tokyo", "2026-11-22 08:30")]
    [InlineData("America/New_York", "2026-11-21 18:30")]
    [InlineData(" Europe/London ", "2026-11-21 23:30")]
    public async Task Time_InKnownZone_IsLocal(string zone, string expected) => Assert.Equal(expected, await AskAsync(zone));

    [Theory]
    [InlineData("Mars/Olympus")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("Europe/Berlin\n")]
    [InlineData("Europe\u0000")]
    public async Task Time_InUnknownZone_IsAnError(string zone)
    {
        var answer = await AskAsync(zone);

        Assert.Equal(zone == "Europe/Berlin\n" ? "2026-11-22 00:30" : "Error: unknown time zone; use an IANA name such as Europe/Berlin", answer);
    }

    [Fact]
    public async Task Time_WithoutZone_IsUtc() => Assert.Equal("2026-11-21 23:30", await ToolRunner.RunAsync(_tool, "{}"));

    private Task<string> AskAsync(string timezone) => ToolRunner.RunAsync(_tool, JsonSerializer.Serialize(new { timezone }));
}
