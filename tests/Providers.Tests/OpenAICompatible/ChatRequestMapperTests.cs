using System.Text.Json;
using Microsoft.Extensions.AI;
using Switchyard.Contracts.OpenAI;
using Switchyard.Providers.OpenAICompatible;
using Xunit;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Switchyard.Providers.Tests.OpenAICompatible;

public sealed class ChatRequestMapperTests
{
    [Fact]
    public void Map_ToolCallAndResults_BecomeAssistantAndToolMessages()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "add", new Dictionary<string, object?> { ["a"] = 1 }), new FunctionCallContent("c2", "now")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "3"), new FunctionResultContent("c2", new Dictionary<string, object?> { ["hour"] = 4 })]),
        ];

        Assert.Equal(
            """{"messages":[{"role":"assistant","tool_calls":[{"id":"c1","type":"function","function":{"name":"add","arguments":"{\u0022a\u0022:1}"}},{"id":"c2","type":"function","function":{"name":"now","arguments":"{}"}}]},{"role":"tool","content":"3","tool_call_id":"c1"},{"role":"tool","content":"{\u0022hour\u0022:4}","tool_call_id":"c2"}]}""",
            Json(messages, null));
    }

    [Fact]
    public void Map_Instructions_BecomeTheFirstMessage() => Assert.Equal(
        """{"model":"m","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"}]}""",
        Json([new(ChatRole.User, "Hi")], new ChatOptions { Instructions = "Be brief." }, "m"));

    [Fact]
    public void Map_Tools_BecomeFunctionsWithChoice()
    {
        var tool = AIFunctionFactory.CreateDeclaration("add", "Adds.", JsonElement.Parse("""{"type":"object"}"""));
        var options = new ChatOptions { Tools = [tool], ToolMode = ChatToolMode.RequireSpecific("add"), AllowMultipleToolCalls = false };

        Assert.Equal(
            """{"messages":[{"role":"user","content":"Hi"}],"tools":[{"type":"function","function":{"name":"add","description":"Adds.","parameters":{"type":"object"}}}],"tool_choice":{"type":"function","function":{"name":"add"}},"parallel_tool_calls":false}""",
            Json([new(ChatRole.User, "Hi")], options));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("auto")]
    [InlineData("required")]
    public void Map_ToolMode_IsItsWord(string word)
    {
        ChatToolMode mode = word switch { "none" => ChatToolMode.None, "auto" => ChatToolMode.Auto, _ => ChatToolMode.RequireAny };
        var options = new ChatOptions { Tools = [AIFunctionFactory.CreateDeclaration("f", "", JsonElement.Parse("{}"))], ToolMode = mode };

        Assert.Equal(word, ChatRequestMapper.Map([], options, null).ToolChoice?.GetString());
    }

    [Fact]
    public void Map_Image_BecomesAPart() => Assert.Equal(
        """{"messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,AQI="}}]}]}""",
        Json([new(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2 }, "image/png")])], null));

    [Fact]
    public void Map_Audio_IsRefused() =>
        Assert.Throws<NotSupportedException>(() => Json([new(ChatRole.User, [new DataContent(new byte[] { 1 }, "audio/wav")])], null));

    [Fact]
    public void Map_SchemaFormat_IsWrittenOut() => Assert.Equal(
        """{"type":"json_schema","json_schema":{"name":"answer","description":null,"schema":{"type":"object"}}}""",
        ChatRequestMapper.Map([], new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object"}""")) }, null).ResponseFormat?.GetRawText());

    [Fact]
    public void Map_StopAndExtras_TravelOn() => Assert.Equal(
        """{"messages":[],"stop":["a"],"min_p":0.1}""",
        Json([], new ChatOptions { StopSequences = ["a"], AdditionalProperties = new() { ["min_p"] = JsonElement.Parse("0.1"), ["ignored"] = 3 } }));

    private static string Json(ChatMessage[] messages, ChatOptions? options, string? model = null) =>
        JsonSerializer.Serialize(ChatRequestMapper.Map(messages, options, model), OpenAIJsonContext.Default.ChatCompletionRequest);
}
