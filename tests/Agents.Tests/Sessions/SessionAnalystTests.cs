using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Sessions;

public sealed class SessionAnalystTests
{
    private static readonly AgentSession s_session = new()
    {
        Id = "s",
        Turns = [new SessionTurn { RunId = "run_1", At = DateTimeOffset.UnixEpoch, Messages = [new ChatMessage { Role = "user", Content = "I am Ada." }, new ChatMessage { Role = "assistant", Content = "Hello Ada." }] }],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ListFactsAsync_AListWithWordsAround_GivesTheFactsOnce()
    {
        var analyst = new SessionAnalyst(new ScriptedChatClient(ScriptedAnswer.Say("Here they are:\n- Ada is the user.\n* Ada likes blue.\n- ada is the user.\n")), null);

        Assert.Equal(["Ada is the user.", "Ada likes blue."], await analyst.ListFactsAsync(s_session, Cancellation));
    }

    [Fact]
    public async Task ListFactsAsync_None_IsEmpty() =>
        Assert.Empty(await new SessionAnalyst(new ScriptedChatClient(ScriptedAnswer.Say("none")), null).ListFactsAsync(s_session, Cancellation));

    [Fact]
    public async Task AssessAsync_AWrongAnswerFirst_IsToldWhatIsWrong()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("""{"score":9,"reasoning":"r","open_points":[]}"""), ScriptedAnswer.Say("""```json {"score":4,"reasoning":"Fine.","open_points":["x"]} ```"""));

        var assessment = await new SessionAnalyst(model, "m").AssessAsync(s_session, Cancellation);

        Assert.Equal((4, "Fine.", "x"), (assessment.Score, assessment.Reasoning, assessment.OpenPoints.Single()));
        Assert.Contains("'score' must be from 1 to 5", model.Requests.Last()[^1].Text, StringComparison.Ordinal);
        Assert.Equal("m", model.Options.First()!.ModelId);
    }

    [Fact]
    public async Task AssessAsync_NeverAnObject_Throws() => await Assert.ThrowsAsync<SessionModelException>(
        () => new SessionAnalyst(new ScriptedChatClient(ScriptedAnswer.Say("good")), null).AssessAsync(s_session, Cancellation));

    [Fact]
    public async Task SummarizeAsync_OfNoTurns_Throws() => await Assert.ThrowsAsync<SessionModelException>(
        () => new SessionAnalyst(new ScriptedChatClient(ScriptedAnswer.Say("x")), null).SummarizeAsync(new AgentSession { Id = "s" }, Cancellation));
}
