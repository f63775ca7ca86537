using System.Text.Json;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Contracts.Tests.OpenAI;

public sealed class AnswerTests
{
    [Fact]
    public void Completion_SurvivesTheRoundTrip() => RoundTrip.Check(
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"pocket",
         "choices":[{"index":0,"message":{"role":"assistant","content":"Hi"},"finish_reason":"stop"}],
         "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4}}
        """,
        OpenAIJsonContext.Default.ChatCompletion);

    [Theory]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}""")]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"f","arguments":"{"}}]},"finish_reason":null}]}""")]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""")]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""")]
    public void Chunk_SurvivesTheRoundTrip(string json) => RoundTrip.Check(json, OpenAIJsonContext.Default.ChatCompletionChunk);

    [Fact]
    public void ModelList_SurvivesTheRoundTrip()
    {
        var list = RoundTrip.Check(
            """
            {"object":"list","data":[{"id":"local/pocket","object":"model","created":1,"owned_by":"local","aliases":["pocket","default"],
             "max_model_len":1024,"recommended_prompt_tokens":600,"description":"Small.","demo":true,"capabilities":["chat","tools"]}]}
            """,
            OpenAIJsonContext.Default.ModelList);

        Assert.Equal((1024, 600, true), (list.Data[0].MaxModelLen, list.Data[0].RecommendedPromptTokens, list.Data[0].Demo));
    }

    [Fact]
    public void Error_WritesOpenAIsObject()
    {
        var response = new ErrorResponse { Error = new ErrorDetail { Message = "No.", Type = "invalid_request_error", Code = "invalid_value", Param = "messages[0].role", RequestId = "r1" } };

        Assert.Equal(
            """{"error":{"message":"No.","type":"invalid_request_error","param":"messages[0].role","code":"invalid_value","request_id":"r1"}}""",
            JsonSerializer.Serialize(response, OpenAIJsonContext.Default.ErrorResponse));
    }

    [Fact]
    public void Tokens_SurviveTheRoundTrip()
    {
        RoundTrip.Check("""{"tokens":[1,2,3],"count":3,"max_model_len":1024}""", OpenAIJsonContext.Default.TokenizeResponse);
        RoundTrip.Check("""{"model":"pocket","tokens":[1,2]}""", OpenAIJsonContext.Default.DetokenizeRequest);
        RoundTrip.Check("""{"prompt":"ab"}""", OpenAIJsonContext.Default.DetokenizeResponse);
    }

    [Fact]
    public void TextCompletion_SurvivesTheRoundTrip() => RoundTrip.Check(
        """{"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"x","finish_reason":"length"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}""",
        OpenAIJsonContext.Default.Completion);

    [Theory]
    [InlineData("""{"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":1,"delta":{"content":"x"},"logprobs":{"content":[{"token":"x","logprob":-0.5,"bytes":[120],"top_logprobs":[{"token":"y","logprob":-9999,"bytes":[121]}]}]},"finish_reason":null}]}""")]
    public void ChunkWithLogprobs_SurvivesTheRoundTrip(string json) => RoundTrip.Check(json, OpenAIJsonContext.Default.ChatCompletionChunk);

    [Fact]
    public void AnswersWithLogprobsAndCachedTokens_SurviveTheRoundTrip()
    {
        RoundTrip.Check(
            """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"m",
             "choices":[{"index":0,"message":{"role":"assistant","content":"x"},"logprobs":{"content":[]},"finish_reason":"stop"}],
             "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"prompt_tokens_details":{"cached_tokens":2}}}
            """,
            OpenAIJsonContext.Default.ChatCompletion);
        RoundTrip.Check(
            """
            {"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[{"index":0,"text":"ab",
             "logprobs":{"tokens":["a","b"],"token_logprobs":[-1,-2],"top_logprobs":[{"a":-1},{}],"text_offset":[0,1]},"finish_reason":"stop"}]}
            """,
            OpenAIJsonContext.Default.Completion);
    }
}
