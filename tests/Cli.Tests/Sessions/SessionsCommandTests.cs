using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Sessions;

public sealed class SessionsCommandTests : AgentHostTest
{
    private const string Info = """{"id":"s1","user":"ann","agent":"clerk","title":"Hello","created_at":"2026-01-01T12:00:00+00:00","last_used_at":"2026-01-01T12:00:00+00:00","runs":1""";

    [Fact]
    public async Task List_IsATable()
    {
        await using var host = await StartAsync(("GET /v1/sessions?user=ann", Replies.Json($$"""{"data":[{{Info}}}]}""")));

        Assert.Matches(@"^SESSION +AGENT +USER +RUNS +USED +BEGAN WITH\ns1 +clerk +ann +1 +\d+ d +Hello\n$", (await Cli.RunAsync("sessions", "list", "--user", "ann")).Output);
    }

    [Fact]
    public async Task Show_SaysWhatWasSaid()
    {
        await using var host = await StartAsync(("GET /v1/sessions/s1?user=ann&agent=clerk", Replies.Json($$"""
            {{Info}},"summary":"They met.","turns":[{"run_id":"run_1","at":"2026-01-01T12:00:00+00:00","messages":[{"role":"user","content":"Hello"},{"role":"assistant","content":"Good day."}]}]}
            """)));

        var result = await Cli.RunAsync("sessions", "show", "s1", "--user", "ann", "--agent", "clerk");

        Assert.Contains("[summed up] They met.\n\n2026-01-01 12:00:00 UTC, run run_1\n[user] Hello\n[assistant] Good day.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Assess_SaysTheGradeAndWhatIsOpen()
    {
        await using var host = await StartAsync(("POST /v1/sessions/s1/assessment", Replies.Json("""{"score":4,"reasoning":"Good.","open_points":["A map."]}""")));

        Assert.Equal("4 of 5. Good.\n- not done: A map.\n", (await Cli.RunAsync("sessions", "assess", "s1")).Output);
        Assert.Equal("""{"score":4,"reasoning":"Good.","open_points":["A map."]}""" + "\n", (await Cli.RunAsync("sessions", "assess", "s1", "--json")).Output);
    }

    [Fact]
    public async Task Delete_OnlyWhenSure()
    {
        await using var host = await StartAsync(("DELETE /v1/sessions/s1", Replies.Body("text/plain", string.Empty, 204)));

        var unsure = await Cli.RunAsync(["sessions", "delete", "s1"], "n\n");
        Assert.Empty(host.Requests);
        var sure = await Cli.RunAsync(["sessions", "delete", "s1"], "y\n");

        Assert.Equal((1, 0), (unsure.ExitCode, sure.ExitCode));
        Assert.EndsWith("Session s1 is deleted.\n", sure.Output, StringComparison.Ordinal);
    }
}
