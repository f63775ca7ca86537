using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Dialects;

/// <summary>OpenAI's wire format, byte for byte.</summary>
public sealed class OpenAIWireTests : WireTest
{
    private const string Head = """{"id":"chatcmpl-ID","object":"chat.completion.chunk","created":1767225600,"model":"m","service_tier":"default","system_fingerprint":"fp_mock","choices":[""";

    [Fact]
    public async Task Chat_Whole_HasThisShape() => Assert.Equal(
        """{"id":"chatcmpl-ID","object":"chat.completion","created":1767225600,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"A ö","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":5,"total_tokens":14,"prompt_tokens_details":{"cached_tokens":4,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":2,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default","system_fingerprint":"fp_mock"}""",
        await SendAsync(Chat, ChatBody(stream: false)));

    [Fact]
    public async Task Chat_Stream_HasTheseEvents() => Assert.Equal(
        $$$"""
        data: {{{Head}}}{"index":0,"delta":{"role":"assistant","content":"","refusal":null},"logprobs":null,"finish_reason":null}]}

        data: {{{Head}}}{"index":0,"delta":{"content":"A"},"logprobs":null,"finish_reason":null}]}

        data: {{{Head}}}{"index":0,"delta":{"content":" ö"},"logprobs":null,"finish_reason":null}]}

        data: {{{Head}}}{"index":0,"delta":{},"logprobs":null,"finish_reason":"stop"}]}

        data: [DONE]


        """,
        await SendAsync(Chat, ChatBody()));

    [Fact]
    public async Task Chat_ToolCall_IsStreamedInFragments()
    {
        Server.Script(new Scenario { ToolCalls = [new ScriptedToolCall("f", """{"city":"Köln"}"""), new ScriptedToolCall("g", "{}")], Pieces = [] });

        var events = Data(await SendAsync(Chat, ChatBody()));

        Assert.Equal(
            [
                """{"role":"assistant","content":null,"refusal":null}""",
                """{"tool_calls":[{"index":0,"id":"call_0ID","type":"function","function":{"name":"f","arguments":""}}]}""",
                """{"tool_calls":[{"index":0,"function":{"arguments":"{\"city\""}}]}""",
                """{"tool_calls":[{"index":0,"function":{"arguments":":\"Köln\""}}]}""",
                """{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]}""",
                """{"tool_calls":[{"index":1,"id":"call_1ID","type":"function","function":{"name":"g","arguments":""}}]}""",
                """{"tool_calls":[{"index":1,"function":{"arguments":"{}"}}]}""",
                "{}",
                "[DONE]",
            ],
            events.Select(static data => data == "[DONE]" ? data : data[(data.IndexOf("\"delta\":", StringComparison.Ordinal) + 8)..data.IndexOf(",\"logprobs\"", StringComparison.Ordinal)]));
        Assert.Contains("\"finish_reason\":\"tool_calls\"", events[^2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_SeveralChoices_ComeInTurn()
    {
        var events = Data(await SendAsync(Chat, ChatBody(more: ",\"n\":2")));

        Assert.Equal([0, 1, 0, 1, 0, 1, 0, 1], events[..^1].Select(static data => data[data.IndexOf("\"index\":", StringComparison.Ordinal) + 8] - '0'));
    }

    [Fact]
    public async Task Chat_Error_IsRefused() => Assert.Equal(
        """{"error":{"message":"Missing required parameter: 'messages'.","type":"invalid_request_error","param":null,"code":null}}""",
        await SendAsync(Chat, """{"model":"m"}"""));

    [Theory]
    [InlineData("", "We could not parse the JSON body of your request.")]
    [InlineData("[]", "you must provide a model parameter")]
    [InlineData("""{"model":3,"messages":[]}""", "Invalid type for 'model': expected a string.")]
    [InlineData("""{"model":"m","messages":[],"stream":"yes"}""", "Invalid type for 'stream': expected a boolean.")]
    [InlineData("""{"model":"m","messages":[],"tools":{}}""", "Invalid type for 'tools': expected an array.")]
    [InlineData("""{"model":"m","messages":[],"max_tokens":1.5}""", "Invalid type for 'max_tokens': expected an integer.")]
    public async Task Chat_BadRequest_SaysWhat(string body, string message)
    {
        var response = await RawConnection.PostAsync(Server, Chat, body);

        Assert.Equal(400, response.Status);
        Assert.Contains(message, response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completion_Stream_HasTheseEvents() => Assert.Equal(
        [
            """{"id":"cmpl-ID","object":"text_completion","created":1767225600,"model":"m","choices":[{"text":"A","index":0,"logprobs":null,"finish_reason":null}]}""",
            """{"id":"cmpl-ID","object":"text_completion","created":1767225600,"model":"m","choices":[{"text":" ö","index":0,"logprobs":null,"finish_reason":null}]}""",
            """{"id":"cmpl-ID","object":"text_completion","created":1767225600,"model":"m","choices":[{"text":"","index":0,"logprobs":null,"finish_reason":"stop"}]}""",
            "[DONE]",
        ],
        Data(await SendAsync("/v1/completions", """{"model":"m","prompt":"Hi","stream":true}""")));

    [Fact]
    public async Task Responses_Stream_NumbersItsEvents()
    {
        var events = Data(await SendAsync("/v1/responses", """{"model":"m","input":"Hi","stream":true}"""));

        Assert.Equal(Enumerable.Range(0, 10).Select(static number => $"\"sequence_number\":{number},"), events.Select(static data => System.Text.RegularExpressions.Regex.Match(data, "\"sequence_number\":\\d+,").Value));
        Assert.Equal("""{"type":"response.output_text.delta","sequence_number":5,"item_id":"msg_ID","output_index":0,"content_index":0,"delta":" ö","logprobs":[]}""", events[5]);
        Assert.Contains("""
            "usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":4},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":2},"total_tokens":14}
            """.Trim(), events[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_Path_IsNotFoundInItsDialect()
    {
        Assert.StartsWith("{\"error\":{\"message\":\"Invalid URL (POST /v1/other)\"", await SendAsync("/v1/other", "{}"), StringComparison.Ordinal);
        Assert.Equal("{\"error\":\"Invalid URL (POST /api/other)\"}", await SendAsync("/api/other", "{}"));
    }
}
