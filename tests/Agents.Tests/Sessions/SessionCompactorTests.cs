using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Sessions;

public sealed class SessionCompactorTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CompactAsync_BelowTheThreshold_ChangesNothingAndAsksNobody()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("summary"));
        var session = Session(Turn(1), Turn(2), Turn(3));

        Assert.Same(session, await new SessionCompactor(model, Options(maxTokens: 6)).CompactAsync(session, Cancellation));
        Assert.Empty(model.Requests);
    }

    [Fact]
    public async Task CompactAsync_AboveTheThreshold_TakesTheOldestWholeTurns()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("They spoke of 1 and 2."));
        var session = Session(Turn(1), Turn(2), Turn(3), Turn(4));

        var compacted = await new SessionCompactor(model, Options(maxTokens: 7)).CompactAsync(session, Cancellation);

        // Half the threshold is three messages: one turn of two.
        Assert.Equal((3, "They spoke of 1 and 2."), (compacted.Compacted, compacted.Summary));
        Assert.Equal(["q4", "a4"], compacted.ToHistory().Select(message => message.Content!.ToText()));
        Assert.Equal(session.Turns, compacted.Turns);
        Assert.EndsWith("They spoke of 1 and 2.", compacted.ToSystemPrompt(), StringComparison.Ordinal);
        Assert.Contains("user: q1", model.Requests.Single()[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CompactAsync_Again_PutsTheOldSummaryIntoTheNewOne()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("new"));
        var session = Session(Turn(1), Turn(2), Turn(3), Turn(4), Turn(5)) with { Compacted = 1, Summary = "old" };

        var compacted = await new SessionCompactor(model, Options(maxTokens: 7)).CompactAsync(session, Cancellation);

        Assert.Equal(("new", 4), (compacted.Summary, compacted.Compacted));
        Assert.Contains("old", model.Requests.Single()[1].Text, StringComparison.Ordinal);
        Assert.DoesNotContain("user: q1", model.Requests.Single()[1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public async Task CompactAsync_WithAPendingCall_TakesNothingAtOrBehindIt(int pending, int taken)
    {
        var turns = Enumerable.Range(1, 5).Select(number => number - 1 == pending ? PendingTurn(number) : Turn(number)).ToArray();

        var compacted = await new SessionCompactor(new ScriptedChatClient(ScriptedAnswer.Say("summary")), Options(maxTokens: 1)).CompactAsync(Session(turns), Cancellation);

        Assert.Equal(taken, compacted.Compacted);
        Assert.Contains(compacted.ToHistory(), message => message.ToolCalls is { Count: > 0 });
    }

    [Fact]
    public async Task CompactAsync_OfCallsWithResults_NeverPartsThem()
    {
        for (var maxTokens = 1; maxTokens < 20; maxTokens++)
        {
            var session = Session(CallingTurn(1), CallingTurn(2), Turn(3), CallingTurn(4), CallingTurn(5));

            var compacted = await new SessionCompactor(new ScriptedChatClient(ScriptedAnswer.Say("summary")), Options(maxTokens)).CompactAsync(session, Cancellation);

            var history = compacted.ToHistory();
            Assert.Equal(history.SelectMany(message => message.ToolCalls ?? []).Select(call => call.Id), history.Where(message => message.Role == "tool").Select(message => message.ToolCallId));
        }
    }

    [Fact]
    public async Task CompactAsync_OfMoreThanOnePrompt_AsksForEachPart()
    {
        var model = new ScriptedChatClient(ScriptedAnswer.Say("first"), ScriptedAnswer.Say("second"));
        var session = Session(Turn(1, new string('x', 60)), Turn(2, new string('y', 60)), Turn(3));

        var compacted = await new SessionCompactor(model, Options(maxTokens: 1) with { MaxPromptLength = 100 }).CompactAsync(session, Cancellation);

        Assert.Equal(("second", 2), (compacted.Summary, compacted.Compacted));
        Assert.Contains("first", model.Requests.Last()[1].Text, StringComparison.Ordinal);
    }

    // A message is a token.
    private static SessionCompactorOptions Options(int maxTokens) => new() { MaxTokens = maxTokens, KeptTurns = 1, CountTokens = messages => messages.Count };

    private static AgentSession Session(params SessionTurn[] turns) => new() { Id = "s", SystemPrompt = "You help.", Turns = turns };

    private static SessionTurn Turn(int number, string more = "") => TurnOf(number, User($"q{number}{more}"), new ChatMessage { Role = "assistant", Content = $"a{number}" });

    private static SessionTurn PendingTurn(int number) => TurnOf(number, User($"q{number}"), Call($"call_{number}"));

    private static SessionTurn CallingTurn(int number) => TurnOf(
        number, User($"q{number}"), Call($"call_{number}"), new ChatMessage { Role = "tool", ToolCallId = $"call_{number}", Content = "r" }, new ChatMessage { Role = "assistant", Content = $"a{number}" });

    private static SessionTurn TurnOf(int number, params ChatMessage[] messages) => new() { RunId = $"run_{number}", At = DateTimeOffset.UnixEpoch, Messages = messages };

    private static ChatMessage User(string text) => new() { Role = "user", Content = text };

    private static ChatMessage Call(string id) => new() { Role = "assistant", ToolCalls = [new ToolCall { Id = id, Type = "function", Function = new FunctionCall { Name = "tool", Arguments = "{}" } }] };
}
