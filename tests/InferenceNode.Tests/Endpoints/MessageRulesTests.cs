using Switchyard.Contracts.OpenAI;
using Switchyard.InferenceNode.Endpoints;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class MessageRulesTests
{
    private static readonly ChatMessage s_user = new() { Role = "user", Content = "x" };

    [Theory]
    [InlineData("system")]
    [InlineData("developer")]
    [InlineData("user")]
    [InlineData("assistant")]
    public void Check_KnownRole_IsServed(string role) => Assert.Null(MessageRules.Check([new ChatMessage { Role = role, Content = "x" }]));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("User")]
    [InlineData("function")]
    public void Check_UnknownRole_IsRefused(string? role) => Assert.Equal("messages[1].role", MessageRules.Check([s_user, new ChatMessage { Role = role, Content = "x" }])?.Param);

    [Fact]
    public void Check_EmptyText_IsServed() => Assert.Null(MessageRules.Check([new ChatMessage { Role = "user", Content = string.Empty }]));

    [Fact]
    public void Check_TwoCallsAndTheirResultsInAnyOrder_AreServed() =>
        Assert.Null(MessageRules.Check([s_user, Calls("a", "b"), Result("b"), Result("a"), s_user]));

    [Fact]
    public void Check_SameCallIdTwice_IsRefused() => Assert.Equal("messages[0].tool_calls[1].id", MessageRules.Check([Calls("a", "a")])?.Param);

    [Fact]
    public void Check_ResultBeforeItsCall_IsRefused() => Assert.Equal("messages[0].tool_call_id", MessageRules.Check([Result("a"), Calls("a")])?.Param);

    [Fact]
    public void Check_CallIdUsedAgainInALaterTurn_IsServed() => Assert.Null(MessageRules.Check([Calls("a"), Result("a"), Calls("a"), Result("a")]));

    private static ChatMessage Calls(params string[] ids) => new()
    {
        Role = "assistant",
        ToolCalls = [.. ids.Select(id => new ToolCall { Id = id, Type = "function", Function = new FunctionCall { Name = "f", Arguments = "{}" } })],
    };

    private static ChatMessage Result(string id) => new() { Role = "tool", ToolCallId = id, Content = "r" };
}
