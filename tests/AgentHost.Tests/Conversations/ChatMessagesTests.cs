using Microsoft.Extensions.AI;
using Switchyard.AgentHost.Conversations;
using Wire = Switchyard.Contracts.OpenAI;

namespace Switchyard.AgentHost.Tests.Conversations;

public sealed class ChatMessagesTests
{
    [Theory]
    [InlineData("system")]
    [InlineData("user")]
    [InlineData("assistant")]
    public void ToChatMessage_PlainText_KeepsRoleAndText(string role)
    {
        var message = ChatMessages.ToChatMessage(new Wire.ChatMessage { Role = role, Content = "hello" });

        Assert.Equal((role, "hello"), (message.Role.Value, message.Text));
    }

    [Fact]
    public void ToChatMessage_ToolResult_NamesItsCall()
    {
        var message = ChatMessages.ToChatMessage(new Wire.ChatMessage { Role = "tool", Content = "42", ToolCallId = "call_1" });

        var result = Assert.IsType<FunctionResultContent>(Assert.Single(message.Contents));
        Assert.Equal(("call_1", "42"), (result.CallId, result.Result));
    }

    [Fact]
    public void MessageRow_OfCalls_SurvivesTheRoundTrip()
    {
        var call = new Wire.ToolCall { Id = "call_1", Type = "function", Function = new Wire.FunctionCall { Name = "calculator", Arguments = """{"expression":"6*7"}""" } };

        var back = MessageRow.From(new Wire.ChatMessage { Role = "assistant", Content = "Let me.", ToolCalls = [call] }).ToMessage();
        var message = ChatMessages.ToChatMessage(back);

        Assert.Equal("Let me.", message.Text);
        var found = Assert.IsType<FunctionCallContent>(message.Contents[1]);
        Assert.Equal(("call_1", "calculator", "6*7"), (found.CallId, found.Name, found.Arguments!["expression"]!.ToString()));
    }
}
