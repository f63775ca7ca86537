using System.Text.Json;

namespace Switchyard.QueueClient.Tests;

public sealed class JobMessagesTests
{
    [Theory]
    [InlineData("""{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What is this?"},{"type":"image_url","image_url":{"url":"x"}}]}]}""", "system: Be brief.", "user: What is this?\n[image_url]")]
    [InlineData("""{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"mail","arguments":"{}"}}]},{"role":"tool","content":"sent"}]}""", "assistant: [mail {}]", "tool: sent")]
    [InlineData("""{"choices":[{"message":{"role":"assistant","content":"Paris."}},{"text":"Rome."}]}""", "assistant: Paris.", "assistant: Rome.")]
    [InlineData("""{"instructions":"Be brief.","input":"Go"}""", "system: Be brief.", "user: Go")]
    [InlineData("""{"input":[{"role":"user","content":[{"type":"input_text","text":"Go"}]},{"type":"function_call_output","output":"7"}]}""", "user: Go", "function_call_output: 7")]
    [InlineData("""{"output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant","content":[{"type":"output_text","text":"Done"}]},{"type":"function_call","name":"f","arguments":"{}"}]}""", "assistant: Done", "function_call: [f {}]")]
    [InlineData("""{"prompt":["One","Two"]}""", "user: One", "user: Two")]
    public void Read_RequestsAndAnswers_SaysWhoSaidWhat(string body, params string[] expected)
    {
        Assert.Equal(expected, JobMessages.Read(JsonElement.Parse(body)).Select(static message => $"{message.Role}: {message.Text}"));
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"embedding":[0.5]}]}""")]
    [InlineData("""{"messages":"none","choices":7,"output":null}""")]
    [InlineData("[]")]
    public void Read_NothingToRead_IsEmpty(string body) => Assert.Empty(JobMessages.Read(JsonElement.Parse(body)));
}
