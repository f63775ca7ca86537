using Switchyard.Agents.Sessions;
using Switchyard.Contracts.Agents;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Tests.Sessions;

public sealed class AgentSessionTests
{
    [Fact]
    public void Load_WhatWasSaved_IsTheSame()
    {
        var session = new AgentSession { Id = "s", User = "ada", Agent = "assistant", Tools = ["calculator"], Summary = "before", Compacted = 1, Facts = ["Ada likes blue."] }
            .Add(Turn(new ChatMessage { Role = "user", Content = "hi" }, new ChatMessage { Role = "assistant", Content = "hello" }));

        var loaded = AgentSession.Load(session.Save());

        Assert.Equal(session.Save(), loaded.Save());
        Assert.Equal(("ada", 1, "hello"), (loaded.User, loaded.Compacted, loaded.Turns[0].Messages[1].Content!.ToText()));
        Assert.Empty(loaded.ToHistory());
    }

    [Theory]
    [InlineData("{", "cannot be read")]
    [InlineData("null", "is null")]
    [InlineData("""{"id":"s","version":7}""", "version 7")]
    [InlineData("""{"version":1,"id":"s","compacted":2}""", "2 of its 0 turns")]
    [InlineData("""{"version":1,"id":"s","turns":[{"run_id":"r","at":"2026-01-01T00:00:00Z","messages":[{"role":"tool","tool_call_id":"c","content":"x"}]}]}""", "turn 1 has a result of 'c' without its call")]
    public void Load_AWrongSession_SaysWhy(string json, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidSessionException>(() => AgentSession.Load(json)).Message, StringComparison.Ordinal);

    private static SessionTurn Turn(params ChatMessage[] messages) => new() { RunId = "run_1", At = DateTimeOffset.UnixEpoch, Messages = messages };
}
