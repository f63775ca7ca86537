using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient.Tests;

public sealed class WaitingOriginTests
{
    [Theory]
    [InlineData(WaitingKinds.Question, null, true, "The question is in the agent's words.")]
    [InlineData(WaitingKinds.Approval, "approve_action", true, "These are the agent's own words for what it means to do.")]
    [InlineData(WaitingKinds.Approval, "send_mail", false, "What is approved is the call with exactly these arguments, which the agent wrote.")]
    public void Request_OfEachKind_SaysWhoseWordsThereAre(string kind, string? tool, bool isAgents, string begins)
    {
        var request = Request(kind, tool);

        Assert.Equal(isAgents, WaitingOrigin.IsAgents(request));
        Assert.StartsWith(begins + " They may come from what it read", WaitingOrigin.Of(request), StringComparison.Ordinal);
    }

    [Fact]
    public void Request_OfAnUncertainEffect_SaysNothing()
    {
        Assert.False(WaitingOrigin.IsAgents(Request(WaitingKinds.Uncertain, "send_mail")));
        Assert.Null(WaitingOrigin.Of(Request(WaitingKinds.Uncertain, "send_mail")));
    }

    private static WaitingRequest Request(string kind, string? tool) => new()
    {
        RunId = "r",
        Key = "k",
        Kind = kind,
        Text = "t",
        Tool = tool,
        Arguments = tool is null ? null : JsonElement.Parse("{}"),
        Agent = "a",
        User = "u",
        AskedAt = DateTimeOffset.UnixEpoch,
    };
}
