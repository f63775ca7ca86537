using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Tests.Common.Waiting;

namespace Switchyard.Cli.Tests.Chat;

public sealed class ChatCommandTests : CliTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Chat_NothingRuns_SaysHowToStart()
    {
        var result = await Cli.RunAsync("chat", "Hello");

        Assert.Equal((3, $"Switchyard is not running on {Home.Path}. Start it with ./run.sh.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Chat_OneQuestion_StreamsTheAnswer()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Stream("Hello ", "wörld"), Token);
        WriteState(RecordThisTest(), Resource("router", url: router.Address));

        var result = await Cli.RunAsync("chat", "Hi there", "--model", "local/pocket");

        Assert.Equal((0, "Hello wörld\n", string.Empty), (result.ExitCode, result.Output, result.Error));
        var request = JsonNode.Parse(router.Requests.Single().Body)!;
        Assert.Equal(("local/pocket", true, "Hi there"), ((string?)request["model"], (bool?)request["stream"], (string?)request["messages"]![0]!["content"]));
    }

    [Fact]
    public async Task Chat_PipedQuestion_IsAsked()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Stream("Yes"), Token);

        var result = await Cli.RunAsync(["chat", "--url", router.Address], "Is this\na question?\n");

        Assert.Equal((0, "Yes\n"), (result.ExitCode, result.Output));
        Assert.Equal("Is this\na question?", (string?)JsonNode.Parse(router.Requests.Single().Body)!["messages"]![0]!["content"]);
    }

    [Fact]
    public async Task Chat_EmptyInput_IsRefused()
    {
        var result = await Cli.RunAsync(["chat", "--url", "http://127.0.0.1:1"], " \n");

        Assert.Equal((1, "There is no question. Use: ./switchyard chat \"question\".\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Chat_Refused_PrintsTheReason()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(404, "The model 'x' does not exist.", "model_not_found"), Token);

        var result = await Cli.RunAsync("chat", "Hi", "--model", "x", "--url", router.Address);

        Assert.Equal((1, "error: The model 'x' does not exist.\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://localhost")]
    public async Task Chat_BadUrl_IsRefused(string url)
    {
        var result = await Cli.RunAsync("chat", "Hi", "--url", url);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"'{url}' is not an address; write it as http://host:port.\n", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_NobodyListens_IsOneLine()
    {
        var result = await Cli.RunAsync("chat", "Hi", "--url", "http://127.0.0.1:1");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_Interrupted_StopsTheAnswer()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var router = await FakeUpstream.StartAsync(Replies.StreamThenHang(left, "Once upon"), Token);
        var chat = Cli.Start("dotnet", Cli.Program, "chat", "Tell", "--url", router.Address);
        var buffer = new char[9];
        await chat.StandardOutput.ReadBlockAsync(buffer, Token);

        Interrupt(chat);

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        await chat.WaitForExitAsync(Token);
        Assert.Equal(("Once upon", 130, "(stopped)\n"), (new string(buffer), chat.ExitCode, await chat.StandardError.ReadToEndAsync(Token)));
    }

    [Fact]
    public async Task Conversation_RemembersAndStartsAnew()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Stream("Fine"), Token);
        var terminal = StartTerminal("chat", "--url", router.Address);

        await AskAsync(terminal, router, "How are you?", 1);
        await AskAsync(terminal, router, "Really?", 2);
        await terminal.StandardInput.WriteAsync("/new\n".AsMemory(), Token);
        await AskAsync(terminal, router, "Hello", 3);
        await terminal.StandardInput.WriteAsync("/exit\n".AsMemory(), Token);
        await terminal.WaitForExitAsync(Token);

        Assert.Equal(
            [["How are you?"], ["How are you?", "Fine", "Really?"], ["Hello"]],
            router.Requests.Select(request => JsonNode.Parse(request.Body)!["messages"]!.AsArray().Select(message => (string)message!["content"]!).ToArray()));
        Assert.Equal(0, terminal.ExitCode);
    }

    [Fact]
    public async Task Agent_ToolsAndAnswer_AreShownApart()
    {
        await using var host = await FakeUpstream.StartAsync(AnswerRunAsync, Token);
        WriteState(RecordThisTest(), Resource("agenthost", url: host.Address));

        var result = await Cli.RunAsync("chat", "6*7?", "--agent", "assistant", "--user", "me");

        Assert.Equal((0, "It is 42.\n", "[calculator {\"expression\":\"6*7\"}]\n[= 42]\n"), (result.ExitCode, result.Output, result.Error));
        var request = host.Requests.Single();
        Assert.Equal(("/v1/agents/assistant/runs", """{"input":"6*7?","user":"me"}"""), (request.Path, request.Body));
    }

    [Fact]
    public async Task Agent_AsksAPerson_SaysWhatItWaitsFor()
    {
        await using var host = await FakeUpstream.StartAsync(AskAPersonAsync, Token);

        var result = await Cli.RunAsync("chat", "Write to Ann.", "--agent", "clerk", "--url", host.Address);

        Assert.Equal((0, "Sent.\n"), (result.ExitCode, result.Output));
        Assert.Equal(
            """
            (waits for a person: Which Ann?
            (The question is in the agent's words. They may come from what it read: results of tools, web pages, messages.)
            ./switchyard runs answer r 'k1' '…')
            (answered: Ann Smith)
            (waits for a person: Send this mail?
            send_mail {"to":"ann"}
            (What is approved is the call with exactly these arguments, which the agent wrote. They may come from what it read: results of tools, web pages, messages.)
            ./switchyard runs answer r 'k2' approve|refuse)
            (answered: approve)
            (it goes on)
            (waits for a person: Did send_mail happen?
            send_mail {"to":"ann"}
            ./switchyard runs resolve r 'k3' happened|did_not_happen|end)

            """,
            result.Error);
    }

    [Fact]
    public async Task Agent_Unknown_PrintsTheReason()
    {
        await using var host = await FakeUpstream.StartAsync(Replies.Json("""{"title":"not_found","detail":"There is no agent 'x'."}""", 404), Token);

        var result = await Cli.RunAsync("chat", "Hi", "--agent", "x", "--url", host.Address);

        Assert.Equal((1, "error: There is no agent 'x'.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task Agent_Interrupted_CancelsTheRun()
    {
        var cancelled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var host = await FakeUpstream.StartAsync(context => context.Request.Path.Value!.EndsWith("/cancel", StringComparison.Ordinal) ? NoteAsync(context, cancelled) : StartRunAndHangAsync(context), Token);
        var chat = Cli.Start("dotnet", Cli.Program, "chat", "Hi", "--agent", "assistant", "--url", host.Address);
        var buffer = new char[5];
        await chat.StandardOutput.ReadBlockAsync(buffer, Token);

        Interrupt(chat);

        Assert.Equal("/v1/runs/r/cancel", await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), Token));
        await chat.WaitForExitAsync(Token);
        Assert.Equal(130, chat.ExitCode);
    }

    private static Task NoteAsync(HttpContext context, TaskCompletionSource<string> cancelled)
    {
        cancelled.TrySetResult(context.Request.Path);
        return Task.CompletedTask;
    }

    private static async Task StartRunAndHangAsync(HttpContext context)
    {
        await WriteAsync(context, 1, "run.started", "\"conversation\":\"c\"");
        await WriteAsync(context, 2, "token", "\"text\":\"Hello\"");
        await Task.Delay(Timeout.Infinite, context.RequestAborted);
    }

    private static async Task AnswerRunAsync(HttpContext context)
    {
        await WriteAsync(context, 1, "run.started", "\"conversation\":\"c\"");
        await WriteAsync(context, 2, "tool.call", """ "name":"calculator","arguments":{"expression":"6*7"} """);
        await WriteAsync(context, 3, "tool.result", "\"output\":\"42\"");
        await WriteAsync(context, 4, "token", "\"text\":\"It is \"");
        await WriteAsync(context, 5, "token", "\"text\":\"42.\"");
        await WriteAsync(context, 6, "message", "\"text\":\"It is 42.\"");
        await WriteAsync(context, 7, "run.completed", "\"iterations\":2");
    }

    private static async Task AskAPersonAsync(HttpContext context)
    {
        await WriteAsync(context, 1, "run.started", "\"conversation\":\"c\"");
        await WriteAsync(context, 2, "step.started", "\"node\":\"think\",\"step\":1");
        await WriteAsync(context, 3, "question", "\"key\":\"k1\",\"text\":\"Which Ann?\"");
        await WriteAsync(context, 4, "run.waiting", "\"step\":1");
        await WriteAsync(context, 5, "answered", "\"key\":\"k1\",\"text\":\"Ann Smith\"");
        await WriteAsync(context, 6, "approval", """ "key":"k2","text":"Send this mail?","choices":["approve","refuse"],"name":"send_mail","arguments":{"to":"ann"} """);
        await WriteAsync(context, 7, "answered", "\"key\":\"k2\",\"text\":\"approve\"");
        await WriteAsync(context, 8, "run.resumed", "\"host\":\"h\"");
        await WriteAsync(context, 9, "uncertain", """ "key":"k3","text":"Did send_mail happen?","name":"send_mail","arguments":{"to":"ann"} """);
        await WriteAsync(context, 10, "message", "\"text\":\"Sent.\"");
        await WriteAsync(context, 11, "run.completed", "\"iterations\":2");
    }

    private static async Task WriteAsync(HttpContext context, int sequence, string type, string members)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = "text/event-stream";
        }

        await context.Response.WriteAsync($"event: {type}\nid: {sequence}\ndata: {{\"run_id\":\"r\",\"sequence\":{sequence},\"type\":\"{type}\",\"timestamp\":\"2026-01-02T03:04:05Z\",{members}}}\n\n", context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    private static void Interrupt(Process process)
    {
        using var kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        kill.WaitForExit();
    }

    // A conversation needs a terminal; "script" makes one.
    private Process StartTerminal(params string[] arguments) => Cli.Start("script", "-qefc", $"dotnet '{Cli.Program}' {string.Join(' ', arguments)}", "/dev/null");

    private static async Task AskAsync(Process terminal, FakeUpstream router, string question, int count)
    {
        await terminal.StandardInput.WriteAsync($"{question}\n".AsMemory(), Token);
        await terminal.StandardInput.FlushAsync(Token);
        await Eventually.BecomesTrueAsync(() => router.Requests.Count == count, Token);
    }
}
