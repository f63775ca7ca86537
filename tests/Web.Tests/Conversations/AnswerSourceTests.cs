using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Conversations;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class AnswerSourceTests
{
    private static readonly ChatTarget s_model = new(ChatTargetKind.Model, "local/pocket", "");
    private static readonly ChatTarget s_agent = new(ChatTargetKind.Agent, "assistant", "");

    private int _changes;

    [Fact]
    public async Task Model_Stream_FillsTheAnswer()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Stream("Hel", "lo", "!"), TestContext.Current.CancellationToken);

        var answer = await AskModelAsync(router, []);

        Assert.Equal(("Hello!", AnswerStatus.Completed), (answer.Text, answer.Status));
        Assert.Equal((9, 3), (answer.InputTokens, answer.OutputTokens));
        Assert.NotNull(answer.TimeToFirstToken);
        Assert.True(_changes >= 3);
    }

    [Fact]
    public async Task Model_Request_CarriesTheConversation()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Stream("x"), TestContext.Current.CancellationToken);
        var earlier = new Turn("Hi", s_model, new Answer(0));
        earlier.Answer.Append("Hello.", TimeSpan.Zero);
        var failed = new Turn("Lost", s_model, new Answer(0));

        await AskModelAsync(router, [earlier, failed]);

        var body = Assert.Single(router.Requests).Body;
        Assert.Contains("\"model\":\"local/pocket\"", body, StringComparison.Ordinal);
        Assert.Contains("\"stream\":true", body, StringComparison.Ordinal);
        Assert.Contains("Hello.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lost", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Model_Refused_FailsWithTheSentence()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(404, "There is no model 'local/pocket'.", "model_not_found"), TestContext.Current.CancellationToken);

        var answer = await AskModelAsync(router, []);

        Assert.Equal((AnswerStatus.Failed, "There is no model 'local/pocket'."), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Model_ConnectionBreaks_KeepsTheTextAndFails()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.StreamThenReset(Task.CompletedTask, "Hel", "lo"), TestContext.Current.CancellationToken);

        var answer = await AskModelAsync(router, []);

        Assert.Equal(AnswerStatus.Failed, answer.Status);
        Assert.NotEmpty(answer.Problem!);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Model_StopOrLeave_ClosesTheStream(bool isStop)
    {
        var aborted = new TaskCompletionSource();
        await using var router = await FakeUpstream.StartAsync(Replies.StreamThenHang(aborted, "Hel"), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var turn = new Turn("Hello", s_model, new Answer(TimeProvider.System.GetTimestamp()));
        var source = new ModelAnswerSource(Services.Chats(router), TimeProvider.System);

        await source.AnswerAsync(turn, Context([]), StopAtFirstText, isStop ? stop.Token : CancellationToken.None, isStop ? CancellationToken.None : stop.Token);

        Assert.Equal(("Hel", AnswerStatus.Stopped), (turn.Answer.Text, turn.Answer.Status));
        await aborted.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        void StopAtFirstText()
        {
            if (turn.Answer.Text.Length > 0)
            {
                stop.Cancel();
            }
        }
    }

    [Fact]
    public async Task Agent_Stream_FillsStepsAndAnswer()
    {
        await using var agents = await FakeUpstream.StartAsync(RunEvents.Stream(RunEvents.Calculation()), TestContext.Current.CancellationToken);

        var answer = await AskAgentAsync(agents);

        Assert.Equal(("48 * 73 = 3504.", AnswerStatus.Completed, 2), (answer.Text, answer.Status, answer.Steps.Count));
        Assert.Contains("\"conversation\":\"web-1\"", Assert.Single(agents.Requests).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_StreamEndsEarly_SaysTheRunMayGoOn()
    {
        await using var agents = await FakeUpstream.StartAsync(RunEvents.Stream([RunEvents.Started()]), TestContext.Current.CancellationToken);

        var answer = await AskAgentAsync(agents);

        Assert.Equal((AnswerStatus.Failed, "The stream of the run ended early. The run may still be at work: see the Runs page."), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Agent_Refused_FailsWithTheSentence()
    {
        await using var agents = await FakeUpstream.StartAsync(Replies.Json("""{"detail":"'input' is too long."}""", 400), TestContext.Current.CancellationToken);

        Assert.Equal("'input' is too long.", (await AskAgentAsync(agents)).Problem);
    }

    [Fact]
    public async Task Agent_Away_FailsWithAHint()
    {
        var turn = new Turn("x", s_agent, new Answer(TimeProvider.System.GetTimestamp()));
        var source = new AgentAnswerSource(Services.Runs(Services.Nowhere()), Services.Configured(), TimeProvider.System);

        await source.AnswerAsync(turn, Context([]), static () => { }, CancellationToken.None, TestContext.Current.CancellationToken);

        Assert.Equal("agenthost cannot be reached; ./switchyard logs agenthost says why.", turn.Answer.Problem);
    }

    [Fact]
    public async Task Agent_Stop_CancelsTheRunAndWaitsForItsEnd()
    {
        var cancelled = new TaskCompletionSource();
        await using var agents = await FakeUpstream.StartAsync(context => RunUntilCancelledAsync(context, cancelled), TestContext.Current.CancellationToken);
        using var stop = new CancellationTokenSource();
        var turn = new Turn("x", s_agent, new Answer(TimeProvider.System.GetTimestamp()));
        var source = new AgentAnswerSource(Services.Runs(agents), Services.Configured(), TimeProvider.System);

        await source.AnswerAsync(turn, Context([]), stop.Cancel, stop.Token, CancellationToken.None);

        Assert.Equal(AnswerStatus.Stopped, turn.Answer.Status);
        Assert.Equal(["/v1/agents/assistant/runs", "/v1/runs/run_1/cancel"], agents.Requests.Select(static request => request.Path));
    }

    [Fact]
    public async Task Agent_Leave_ClosesTheStreamAndLetsTheRunGoOn()
    {
        var closed = new TaskCompletionSource();
        await using var agents = await FakeUpstream.StartAsync(context => RunUntilLeftAsync(context, closed), TestContext.Current.CancellationToken);
        using var left = new CancellationTokenSource();
        var turn = new Turn("x", s_agent, new Answer(TimeProvider.System.GetTimestamp()));
        var source = new AgentAnswerSource(Services.Runs(agents), Services.Configured(), TimeProvider.System);

        await source.AnswerAsync(turn, Context([]), left.Cancel, CancellationToken.None, left.Token);

        await closed.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(turn.Answer.IsOpen);
        Assert.Equal(["/v1/agents/assistant/runs"], agents.Requests.Select(static request => request.Path));
    }

    [Fact]
    public async Task Agent_StopThenLeave_StillCancelsTheRun()
    {
        var cancelled = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        using var left = new CancellationTokenSource();
        await using var agents = await FakeUpstream.StartAsync(context => StopThenRunAsync(context, stop, left, cancelled), TestContext.Current.CancellationToken);
        var turn = new Turn("x", s_agent, new Answer(TimeProvider.System.GetTimestamp()));

        await new AgentAnswerSource(Services.Runs(agents), Services.Configured(), TimeProvider.System).AnswerAsync(turn, Context([]), static () => { }, stop.Token, left.Token);

        Assert.Equal("/v1/runs/run_1/cancel", agents.Requests.Last().Path);
    }

    [Fact]
    public async Task Agent_StopBeforeTheFirstEvent_CancelsTheRun()
    {
        var cancelled = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        await using var agents = await FakeUpstream.StartAsync(context => StopThenRunAsync(context, stop, null, cancelled), TestContext.Current.CancellationToken);
        var turn = new Turn("x", s_agent, new Answer(TimeProvider.System.GetTimestamp()));

        await new AgentAnswerSource(Services.Runs(agents), Services.Configured(), TimeProvider.System).AnswerAsync(turn, Context([]), static () => { }, stop.Token, CancellationToken.None);

        Assert.Equal(AnswerStatus.Stopped, turn.Answer.Status);
        Assert.Equal("/v1/runs/run_1/cancel", agents.Requests.Last().Path);
    }

    // Stop is pressed, and the tab perhaps closed, while the AgentHost has the request and has not answered it.
    private static Task StopThenRunAsync(HttpContext context, CancellationTokenSource stop, CancellationTokenSource? left, TaskCompletionSource cancelled)
    {
        if (!context.Request.Path.Value!.EndsWith("/cancel", StringComparison.Ordinal))
        {
            stop.Cancel();
            left?.Cancel();
            context.Response.Headers.Location = "/v1/runs/run_1";
        }

        return RunUntilCancelledAsync(context, cancelled);
    }

    private static async Task RunUntilLeftAsync(HttpContext context, TaskCompletionSource closed)
    {
        await using var onClose = context.RequestAborted.Register(() => closed.TrySetResult());
        await RunEvents.Stream([RunEvents.Started()])(context);
        await closed.Task;
    }

    private static async Task RunUntilCancelledAsync(HttpContext context, TaskCompletionSource cancelled)
    {
        if (context.Request.Path.Value!.EndsWith("/cancel", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status202Accepted;
            cancelled.SetResult();
            return;
        }

        await RunEvents.Stream([RunEvents.Started()])(context);
        await cancelled.Task;
        await RunEvents.WriteAsync(context, RunEvents.Of(2, RunEventTypes.Cancelled));
    }

    private static ConversationContext Context(IReadOnlyList<Turn> earlier) => new("web-1", earlier);

    private async Task<Answer> AskModelAsync(FakeUpstream router, IReadOnlyList<Turn> earlier)
    {
        var turn = new Turn("Hello", s_model, new Answer(TimeProvider.System.GetTimestamp()));
        await new ModelAnswerSource(Services.Chats(router), TimeProvider.System).AnswerAsync(turn, Context(earlier), () => _changes++, CancellationToken.None, TestContext.Current.CancellationToken);
        return turn.Answer;
    }

    private async Task<Answer> AskAgentAsync(FakeUpstream agents)
    {
        var turn = new Turn("What is 48 * 73?", s_agent, new Answer(TimeProvider.System.GetTimestamp()));
        await new AgentAnswerSource(Services.Runs(agents), Services.Configured(), TimeProvider.System).AnswerAsync(turn, Context([]), () => _changes++, CancellationToken.None, TestContext.Current.CancellationToken);
        return turn.Answer;
    }
}
