using Switchyard.AgentClient;
using Switchyard.Cli.Approvals;
using Switchyard.Cli.Tests.Jobs;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Approvals;

public sealed class ApprovalDialogTests
{
    private const string Approval = """{"run_id":"run_1","key":"k1","kind":"approval","text":"Send [this] mail?","choices":["approve","refuse"],"tool":"send_mail","arguments":{"to":"ann"},"agent":"clerk","user":"local","asked_at":"2026-01-01T12:00:00+00:00"}""";
    private const string Question = """{"run_id":"run_2","key":"k2","kind":"question","text":"Which Ann?","agent":"clerk","member":"finder","user":"local","asked_at":"2026-01-01T12:00:00+00:00"}""";
    private const string Uncertain = """{"run_id":"run_3","key":"k3","kind":"uncertain","text":"send_mail","tool":"send_mail","agent":"clerk","user":"local","asked_at":"2026-01-01T12:00:00+00:00"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_KeysOfAPerson_AnswerEachRequest()
    {
        await using var host = await StartAsync(Approval, Question, Uncertain);
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var console = new KeyConsole([KeyConsole.Press(ConsoleKey.DownArrow), KeyConsole.Press(ConsoleKey.Enter), .. KeyConsole.Type("Ann Smith"), KeyConsole.Press(ConsoleKey.DownArrow), KeyConsole.Press(ConsoleKey.Enter)]);

        var exitCode = await new ApprovalDialog(console, new AgentHostApi(http, TimeProvider.System).Runs).RunAsync("ann", Token);

        Assert.Equal(0, exitCode);
        Assert.Equal(
            [
                ("/v1/runs/run_1/answer", """{"key":"k1","answer":"refuse","user":"ann"}"""),
                ("/v1/runs/run_2/answer", """{"key":"k2","answer":"Ann Smith","user":"ann"}"""),
                ("/v1/runs/run_3/resolve", """{"key":"k3","outcome":"did_not_happen","user":"ann"}"""),
            ],
            host.Requests.Skip(1).Select(static request => (request.Path, request.Body)));
        Assert.Contains("Send [this] mail?", console.Text, StringComparison.Ordinal);
        Assert.Contains("finder asks, which clerk has called.", console.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "\"\"")]
    [InlineData("sent", "\"sent\"")]
    public async Task RunAsync_ItHappened_AsksWhatItGave(string typed, string result)
    {
        await using var host = await StartAsync(Uncertain);
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var console = new KeyConsole([KeyConsole.Press(ConsoleKey.Enter), .. KeyConsole.Type(typed)]);

        Assert.Equal(0, await new ApprovalDialog(console, new AgentHostApi(http, TimeProvider.System).Runs).RunAsync("ann", Token));
        Assert.Equal($$"""{"key":"k3","outcome":"happened","result":{{result}},"user":"ann"}""", host.Requests.Last().Body);
    }

    [Fact]
    public async Task RunAsync_AnsweredMeanwhile_GoesOnWithTheNext()
    {
        await using var host = await StartAsync(Approval.Replace("run_1", "run_9", StringComparison.Ordinal), Question);
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };
        using var console = new KeyConsole([KeyConsole.Press(ConsoleKey.Enter), .. KeyConsole.Type("")]);

        var exitCode = await new ApprovalDialog(console, new AgentHostApi(http, TimeProvider.System).Runs).RunAsync("ann", Token);

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no POST /v1/runs/run_9/answer.", console.Text, StringComparison.Ordinal);
        Assert.Equal(2, host.Requests.Count);
    }

    private static Task<FakeUpstream> StartAsync(params string[] requests) => JobRouter.StartAsync(
        ("GET /v1/approvals?user=ann", Replies.Json($$"""{"data":[{{string.Join(',', requests)}}]}""")),
        ("POST /v1/runs/run_1/answer", Replies.Json("{}", 202)),
        ("POST /v1/runs/run_2/answer", Replies.Json("{}", 202)),
        ("POST /v1/runs/run_3/resolve", Replies.Json("{}", 202)));
}
