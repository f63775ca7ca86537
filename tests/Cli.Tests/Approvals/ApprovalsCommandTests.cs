using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Approvals;

public sealed class ApprovalsCommandTests : AgentHostTest
{
    [Fact]
    public async Task Approvals_AreATableWithTheCommandThatAnswers()
    {
        await using var host = await StartAsync(("GET /v1/approvals?user=local", Replies.Json($$"""{"data":[{{Approval}}]}""")));

        var result = await Cli.RunAsync("approvals", "--user", "local");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^KIND +AGENT +AGE +LEFT +ASKS +RUN +KEY\napproval +clerk +\d+ d +\d+ d +Send this mail\? +run_1 +k1\n\nAnswer them one after the other: ./switchyard approvals answer\nOr the first alone: ./switchyard runs answer run_1 'k1' approve\|'refuse it'\n$", result.Output);
    }

    [Fact]
    public async Task Approvals_None_SaysSo()
    {
        await using var host = await StartAsync(("GET /v1/approvals", Replies.Json("""{"data":[]}""")));

        Assert.Equal("Nothing waits.\n", (await Cli.RunAsync("approvals")).Output);
    }

    [Fact]
    public async Task Answer_WithoutATerminal_SaysWhatToUse()
    {
        await using var host = await StartAsync();

        var result = await Cli.RunAsync("approvals", "answer");

        Assert.Equal((1, "There is no terminal to ask on. ./switchyard approvals shows what waits, and ./switchyard runs answer answers one.\n"), (result.ExitCode, result.Error));
    }
}
