using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Contracts.Tests.OpenAI;

public sealed class ChatRequestTests
{
    [Fact]
    public void Request_AllMembers_SurvivesTheRoundTrip()
    {
        var request = RoundTrip.Check(
            """
            {
              "model": "local/pocket",
              "messages": [
                {"role": "system", "content": "Be brief."},
                {"role": "user", "content": [{"type": "text", "text": "Hello "}, {"type": "text", "text": "you"}]},
                {"role": "assistant", "tool_calls": [{"id": "call_1", "type": "function", "function": {"name": "calculator", "arguments": "{\"expression\":\"1+1\"}"}}]},
                {"role": "tool", "tool_call_id": "call_1", "content": "2"}
              ],
              "temperature": 0.5,
              "top_p": 0.9,
              "max_tokens": 20,
              "seed": 7,
              "stop": ["a", "b"],
              "stream": true,
              "stream_options": {"include_usage": true},
              "tools": [{"type": "function", "function": {"name": "calculator", "description": "Computes.", "parameters": {"type": "object", "properties": {}}, "strict": true}}]
            }
            """,
            OpenAIJsonContext.Default.ChatCompletionRequest);

        Assert.Equal(["Be brief.", "Hello you", null, "2"], request.Messages!.Select(message => message.Content?.ToText()));
        Assert.Equal("""{"expression":"1+1"}""", request.Messages![2].ToolCalls![0].Function!.Arguments);
        Assert.Equal(["a", "b"], request.Stop!.Values);
    }

    [Theory]
    [InlineData("""{"reasoning_effort":"low","x_mine":{"deep":[1,2]}}""")]
    [InlineData("""{"messages":[{"role":"user","content":"a","cache_control":{"type":"ephemeral"}}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:,"}}]}]}""")]
    public void UnknownMembers_AreKept(string json) => RoundTrip.Check(json, OpenAIJsonContext.Default.ChatCompletionRequest);

    [Fact]
    public void Stop_OneString_IsRead() => Assert.Equal(["end"], JsonSerializer.Deserialize("""{"stop":"end"}""", OpenAIJsonContext.Default.ChatCompletionRequest)!.Stop!.Values);

    [Fact]
    public void Stop_Null_IsAbsent() => Assert.Null(JsonSerializer.Deserialize("""{"stop":null}""", OpenAIJsonContext.Default.ChatCompletionRequest)!.Stop);

    [Fact]
    public void Content_Null_IsAbsent() => Assert.Null(JsonSerializer.Deserialize("""{"messages":[{"role":"assistant","content":null}]}""", OpenAIJsonContext.Default.ChatCompletionRequest)!.Messages![0].Content);

    [Theory]
    [InlineData("""{"stop":5}""")]
    [InlineData("""{"stop":{"a":1}}""")]
    [InlineData("""{"messages":[{"content":5}]}""")]
    [InlineData("""{"messages":[{"content":{"text":"a"}}]}""")]
    [InlineData("""{"model":"a","model":"b"}""")]
    [InlineData("""{"messages":[{"content":[{"type":"text","type":"text"}]}]}""")]
    public void WrongShape_IsRefused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, OpenAIJsonContext.Default.ChatCompletionRequest));

    // The inner path is relative to the converter; whoever reports the error joins the two.
    [Theory]
    [InlineData("""{"messages":[{"content":[{"type":"text"},{"type":9}]}]}""", "$.messages[0].content", "$[1].type")]
    [InlineData("""{"stop":["a",1]}""", "$.stop", "$[1]")]
    public void WrongShape_InsideAConverter_KeepsBothPaths(string json, string outer, string inner)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, OpenAIJsonContext.Default.ChatCompletionRequest));

        Assert.Equal((outer, inner), (exception.Path, (exception.InnerException as JsonException)?.Path));
    }

    [Fact]
    public void Content_PlainString_ConvertsImplicitly()
    {
        MessageContent content = "Hello";

        Assert.Equal(("Hello", "\"Hello\""), (content.ToText(), JsonSerializer.Serialize(content, OpenAIJsonContext.Default.MessageContent)));
    }

    [Fact]
    public void CompletionRequest_SurvivesTheRoundTrip() => RoundTrip.Check(
        """{"model":"pocket","prompt":"Once","max_tokens":5,"temperature":0,"stop":["\n"],"stream":false,"seed":1,"echo_not_known":true}""",
        OpenAIJsonContext.Default.CompletionRequest);

    [Fact]
    public void CommonParameters_SurviveTheRoundTripOfBothRequests()
    {
        const string Common = """
            "min_tokens":1,"min_p":0.5,"repetition_penalty":1.5,"frequency_penalty":0.5,"presence_penalty":-0.5,"logit_bias":{"5":-100},"stop_token_ids":[1],
            "ignore_eos":true,"n":2,"response_format":{"type":"text"},"structured_outputs":{"regex":"a"},"guided_json":{"type":"object"},"guided_regex":"a","guided_choice":["a"],
            "user":"u","safety_identifier":"s","stream_options":{"include_usage":true,"continuous_usage_stats":true}
            """;

        var chat = RoundTrip.Check($$"""{ {{Common}},"logprobs":true,"top_logprobs":3,"max_completion_tokens":4}""", OpenAIJsonContext.Default.ChatCompletionRequest);
        var text = RoundTrip.Check($$"""{ {{Common}},"logprobs":3,"echo":true,"best_of":2,"suffix":"x"}""", OpenAIJsonContext.Default.CompletionRequest);

        Assert.Null(chat.Extra);
        Assert.Null(text.Extra);
    }

    [Theory]
    [InlineData("""{"prompt":"Hello"}""")]
    [InlineData("""{"model":"pocket","messages":[{"role":"user","content":"Hi"}]}""")]
    public void TokenizeRequest_SurvivesTheRoundTrip(string json) => RoundTrip.Check(json, OpenAIJsonContext.Default.TokenizeRequest);
}
