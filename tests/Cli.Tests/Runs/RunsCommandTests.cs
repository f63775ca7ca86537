using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Cli.Tests.Runs;

/// <summary>Runs from a terminal: seen, followed, answered, forked and replayed.</summary>
public sealed class RunsCommandTests : AgentHostTest
{
    [Fact]
    public async Task List_IsATable()
    {
        await using var host = await StartAsync(("GET /v1/runs?status=waiting&limit=5", Replies.Json($$"""{"data":[{{Run}}}]}""")));

        var result = await Cli.RunAsync("runs", "list", "--status", "waiting", "-n", "5");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^RUN +AGENT +STATUS +AGE +TOOLS +TOKENS +COST +INPUT\nrun_1 +clerk +waiting +\d+ d +1 +430 +\$0\.0012 +Write to Ann\.\n$", result.Output);
    }

    [Fact]
    public async Task Show_WaitingRun_SaysHowToAnswer()
    {
        await using var host = await StartAsync(("GET /v1/runs/run_1", Replies.Json($$"""{{Run}},"events":[],"waiting":[{{Approval}}]}""")));

        var result = await Cli.RunAsync("runs", "show", "run_1");

        Assert.Contains("Agent    clerk, version 2\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Waits (approval):\nSend this mail?\nsend_mail {\"to\":\"ann\"}\nUntil 2126-01-01 12:00:00 UTC.\n(What is approved is the call with exactly these arguments, which the agent wrote. They may come from what it read: results of tools, web pages, messages.)\n./switchyard runs answer run_1 'k1' approve|'refuse it'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_QuestionWithChoices_QuotesThemForAShell()
    {
        var question = """{"run_id":"run_1","key":"k1","kind":"question","text":"Which\u001b[2J?","choices":["red","it's $(blue)"],"agent":"clerk","user":"local","asked_at":"2026-01-01T12:00:00+00:00"}""";
        await using var host = await StartAsync(("GET /v1/runs/run_1", Replies.Json($$"""{{Run}},"events":[],"waiting":[{{question}}]}""")));

        var result = await Cli.RunAsync("runs", "show", "run_1");

        Assert.Contains("Which\\u001B[2J?\n(The question is in the agent's words.", result.Output, StringComparison.Ordinal);
        Assert.Contains("./switchyard runs answer run_1 'k1' red|'it'\\''s $(blue)'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_RunWithCalledAgents_NamesThemAndWhoAsks()
    {
        var asked = Approval.Replace("\"kind\"", "\"member\":\"poster\",\"kind\"", StringComparison.Ordinal);
        var members = """[{"id":"run_2","agent":"poster","version":3,"status":"waiting","called_at":"2026-01-01T12:00:00+00:00"}]""";
        await using var host = await StartAsync(("GET /v1/runs/run_1", Replies.Json($$"""{{Run}},"events":[],"waiting":[{{asked}}],"members":{{members}}}""")));

        var result = await Cli.RunAsync("runs", "show", "run_1");

        Assert.Contains("Waits (approval):\nSend this mail?\nposter asks, which clerk has called.\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Called:\nposter, version 3: waiting, ./switchyard runs history run_2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Follow_Completed_PrintsItsWords()
    {
        await using var host = await StartAsync(("GET /v1/runs/run_1/events", Stream(
            ("run.started", ""),
            ("step.started", ""","node":"think","step":1"""),
            ("tool.call", ""","name":"calculator","arguments":{"expression":"48*73"}"""),
            ("tool.result", ""","name":"calculator","output":"3504" """),
            ("token", ""","text":"It is " """),
            ("token", ""","text":"3504." """),
            ("message", ""","text":"It is 3504." """),
            ("run.completed", ""))));

        var result = await Cli.RunAsync("runs", "follow", "run_1");

        Assert.Equal((0, "It is 3504.\n"), (result.ExitCode, result.Output));
        Assert.Equal("(step 1: think)\n[calculator {\"expression\":\"48*73\"}]\n[= 3504]\n", result.Error);
    }

    [Theory]
    [InlineData("run.failed", ""","error":"The budget is used up." """, 1, "The run failed: The budget is used up. ./switchyard runs fork run_1 goes on from before that.\n")]
    [InlineData("run.cancelled", "", 5, "The run was cancelled.\n")]
    public async Task Follow_NoAnswer_IsSaidByTheExitCode(string type, string more, int exitCode, string error)
    {
        await using var host = await StartAsync(("GET /v1/runs/run_1/events", Stream((type, more))));

        var result = await Cli.RunAsync("runs", "follow", "run_1");

        Assert.Equal((exitCode, "", error), (result.ExitCode, result.Output, result.Error));
    }

    [Fact]
    public async Task Answer_Told_SaysWhatIsNext()
    {
        await using var host = await StartAsync(("POST /v1/runs/run_1/answer", Replies.Json("{}", 202)));

        var result = await Cli.RunAsync("runs", "answer", "run_1", "k1", "refuse it");

        Assert.Equal((0, "The run goes on. Follow it: ./switchyard runs follow run_1\n"), (result.ExitCode, result.Output));
        Assert.Equal("""{"key":"k1","answer":"refuse it"}""", Assert.Single(host.Requests).Body);
    }

    [Fact]
    public async Task Resolve_OnlyKnownOutcomes_AreTold()
    {
        await using var host = await StartAsync(("POST /v1/runs/run_1/resolve", Replies.Json("""{"detail":"The run does not wait for this any more."}""", 409)));

        var wrong = await Cli.RunAsync("runs", "resolve", "run_1", "k1", "perhaps");
        var refused = await Cli.RunAsync("runs", "resolve", "run_1", "k1", "happened", "--result", "sent");

        Assert.Equal(1, wrong.ExitCode);
        Assert.Equal((1, "The run does not wait for this any more.\n"), (refused.ExitCode, refused.Error));
        Assert.Equal("""{"key":"k1","outcome":"happened","result":"sent"}""", Assert.Single(host.Requests).Body);
    }

    [Theory]
    [InlineData("happened", """{"key":"k1","outcome":"happened","result":""}""")]
    [InlineData("did_not_happen", """{"key":"k1","outcome":"did_not_happen"}""")]
    public async Task Resolve_NoResult_IsAnEmptyOneOfWhatHappened(string outcome, string body)
    {
        await using var host = await StartAsync(("POST /v1/runs/run_1/resolve", Replies.Json("{}", 202)));

        Assert.Equal(0, (await Cli.RunAsync("runs", "resolve", "run_1", "k1", outcome)).ExitCode);
        Assert.Equal(body, Assert.Single(host.Requests).Body);
    }

    [Fact]
    public async Task Fork_Place_PrintsTheNewRun()
    {
        await using var host = await StartAsync(("POST /v1/runs/run_1/fork", Replies.Json(Run.Replace("run_1", "run_2", StringComparison.Ordinal) + "}", 201)));

        var result = await Cli.RunAsync("runs", "fork", "run_1", "--at", "5", "--model", "openai/gpt-4o");

        Assert.Equal((0, "run_2\nFollow it: ./switchyard runs follow run_2\n"), (result.ExitCode, result.Output));
        Assert.Equal("""{"at":5,"model":"openai/gpt-4o"}""", Assert.Single(host.Requests).Body);
    }

    [Fact]
    public async Task Replay_Different_IsSaidByTheExitCode()
    {
        await using var host = await StartAsync(("POST /v1/runs/run_1/replay", Replies.Json("""
            {"run_id":"run_1","is_complete":false,"recorded_status":"completed","recorded_output":"Sent.","reused":2,"differences":[{"node":"think","step":3,"ordinal":1,"recorded":"a","made":"b","was_called":false}]}
            """)));

        var result = await Cli.RunAsync("runs", "replay", "run_1");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Step 3, think, call 1: recorded a; the replay: b (not called;", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_IsATableAndHasStates()
    {
        await using var host = await StartAsync(
            ("GET /v1/runs/run_1/history?limit=100", Replies.Json("""
                {"data":[{"sequence":3,"kind":"receipt","step":1,"node":"think","name":"local/pocket","at":"2026-01-01T12:00:00+00:00","duration_ms":1500,"input_tokens":400,"output_tokens":30,"cost":0.001},
                {"sequence":4,"kind":"step","step":1,"node":"think","next":["act"],"at":"2026-01-01T12:00:00+00:00"}]}
                """)),
            ("GET /v1/runs/run_1/state?at=4", Replies.Json("""{"run_id":"run_1","sequence":4,"state":{"iteration":1}}""")));

        Assert.Equal(
            ["ENTRY  STEP  KIND     NODE   CALL          TOOK   TOKENS  COST    TEXT", "3      1     receipt  think  local/pocket  1.5 s  400+30  $0.001  -", "4      1     step     think  -             -      -       -       then act"],
            (await Cli.RunAsync("runs", "history", "run_1")).Lines);
        Assert.Equal("{\"iteration\":1}\n", (await Cli.RunAsync("runs", "history", "run_1", "--state-at", "4")).Output);
    }

    [Fact]
    public async Task List_HostAway_SaysWhereToLook()
    {
        WriteState(RecordThisTest(), Resource("agenthost", url: "http://127.0.0.1:1"));

        var result = await Cli.RunAsync("runs", "list");

        Assert.Equal((1, "The AgentHost at http://127.0.0.1:1/ does not answer. ./switchyard status shows how it is.\n"), (result.ExitCode, result.Error));
    }

    private static RequestDelegate Stream(params (string Type, string More)[] events) => async context =>
    {
        context.Response.ContentType = "text/event-stream";
        for (var i = 0; i < events.Length; i++)
        {
            await context.Response.WriteAsync($"id: {i + 1}\nevent: {events[i].Type}\ndata: {{\"run_id\":\"run_1\",\"sequence\":{i + 1},\"type\":\"{events[i].Type}\",\"timestamp\":\"2026-01-01T12:00:00+00:00\"{events[i].More}}}\n\n", context.RequestAborted);
        }
    };
}
