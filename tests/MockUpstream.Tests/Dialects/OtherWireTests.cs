using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Dialects;

/// <summary>The wire formats of Anthropic, Gemini and Ollama, byte for byte.</summary>
public sealed class OtherWireTests : WireTest
{
    private const string Generate = """{"contents":[{"parts":[{"text":"Hi"}]}]}""";

    [Fact]
    public async Task Messages_Whole_HasThisShape() => Assert.Equal(
        """{"id":"msg_ID","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"A ö"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":4,"cache_creation_input_tokens":1,"cache_read_input_tokens":4,"cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":0},"output_tokens":5,"output_tokens_details":{"thinking_tokens":2},"service_tier":"standard"}}""",
        await SendAsync(Messages, MessagesBody(stream: false)));

    [Fact]
    public async Task Messages_Stream_HasTheseEvents()
    {
        Server.Script(new Scenario { Reasoning = "Hm", ToolCalls = [new ScriptedToolCall("f", "{}")] });

        Assert.Equal(
            """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_ID","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":4,"cache_creation_input_tokens":1,"cache_read_input_tokens":4,"cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":0},"output_tokens":1,"output_tokens_details":{"thinking_tokens":1},"service_tier":"standard"}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

            event: ping
            data: {"type":"ping"}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"SIGNATURE"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: content_block_start
            data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"A"}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":" ö"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":1}

            event: content_block_start
            data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_010ID","name":"f","input":{}}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":2}

            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},"usage":{"input_tokens":4,"cache_creation_input_tokens":1,"cache_read_input_tokens":4,"output_tokens":5,"output_tokens_details":{"thinking_tokens":2}}}

            event: message_stop
            data: {"type":"message_stop"}


            """,
            System.Text.RegularExpressions.Regex.Replace(await SendAsync(Messages, MessagesBody()), "\"signature\":\"[^\"]{20,}\"", "\"signature\":\"SIGNATURE\""));
    }

    [Fact]
    public async Task Gemini_Whole_HasThisShape() => Assert.Equal(
        """{"candidates":[{"content":{"parts":[{"text":"A ö"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":3,"totalTokenCount":14,"cachedContentTokenCount":4,"promptTokensDetails":[{"modality":"TEXT","tokenCount":9}],"thoughtsTokenCount":2},"modelVersion":"a/b","responseId":"ID"}""",
        await SendAsync("/v1beta/models/a/b:generateContent", Generate));

    [Fact]
    public async Task Gemini_Stream_IsAnArrayUnlessEventsAreAskedFor()
    {
        var events = Data(await SendAsync(Gemini, Generate));
        var array = await SendAsync("/v1beta/models/m:streamGenerateContent", Generate);

        Assert.Equal(3, events.Count);
        Assert.StartsWith("""{"candidates":[{"content":{"parts":[{"text":" ö"}],"role":"model"},"index":0}],"usageMetadata":""", events[1], StringComparison.Ordinal);
        Assert.Contains("\"finishReason\":\"STOP\"", events[2], StringComparison.Ordinal);
        Assert.Equal($"[{string.Join(",\r\n", events)}]\n", array);
    }

    [Fact]
    public async Task Gemini_FunctionCall_ComesWhole()
    {
        Server.Script(new Scenario { ToolCalls = [new ScriptedToolCall("f", """{"a":1}""")], Pieces = [] });

        var events = Data(await SendAsync(Gemini, Generate));

        Assert.Contains("""{"functionCall":{"id":"call_0ID","name":"f","args":{"a":1}},"thoughtSignature":""", events[0], StringComparison.Ordinal);
        Assert.Contains("\"finishReason\":\"STOP\"", events[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ollama_Stream_HasTheseLines()
    {
        Server.Script(new Scenario { Reasoning = "Hm", ToolCalls = [new ScriptedToolCall("f", """{"a":1}""")] });

        Assert.Equal(
            """
            {"model":"m","created_at":"2026-01-01T00:00:00.000000000Z","message":{"role":"assistant","content":"","thinking":"Hm"},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.000000000Z","message":{"role":"assistant","content":"A"},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.000000000Z","message":{"role":"assistant","content":" ö"},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.000000000Z","message":{"role":"assistant","content":"","tool_calls":[{"id":"call_0ID","function":{"index":0,"name":"f","arguments":{"a":1}}}]},"done":false}
            {"model":"m","created_at":"2026-01-01T00:00:00.000000000Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":100000000,"load_duration":10000000,"prompt_eval_count":9,"prompt_eval_duration":40000000,"eval_count":5,"eval_duration":50000000}

            """,
            await SendAsync(Ollama, ChatBody()));
    }

    [Theory]
    [InlineData("/api/chat", """{"messages":[]}""", "{\"error\":\"model is required\"}")]
    [InlineData(Messages, """{"model":"m","messages":[]}""", """{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: Field required"},"request_id":"req_ID"}""")]
    [InlineData("/v1beta/models/m:generateContent", "{}", """{"error":{"code":400,"message":"* GenerateContentRequest.contents: contents is not specified","status":"INVALID_ARGUMENT"}}""")]
    public async Task BadRequest_EachDialect_HasItsShape(string path, string body, string expected) => Assert.Equal(expected, await SendAsync(path, body));

    [Theory]
    [InlineData(Chat, "\"tool_choice\":\"required\"", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":SCHEMA}}]", "\"arguments\":\"{\\\"n\\\":3}\"")]
    [InlineData(Messages, "\"tool_choice\":{\"type\":\"any\"}", "\"tools\":[{\"name\":\"f\",\"input_schema\":SCHEMA}]", "\"input\":{\"n\":3}")]
    [InlineData("/v1/responses", "\"tool_choice\":\"required\"", "\"tools\":[{\"type\":\"function\",\"name\":\"f\",\"parameters\":SCHEMA}]", "\"arguments\":\"{\\\"n\\\":3}\"")]
    [InlineData("/v1beta/models/m:generateContent", "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"ANY\"}}", "\"tools\":[{\"functionDeclarations\":[{\"name\":\"f\",\"parameters\":SCHEMA}]}]", "\"args\":{\"n\":3}")]
    [InlineData("/api/chat", "\"x\":1", "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":SCHEMA}}]", "\"arguments\":{\"n\":3}")]
    public async Task Tools_Forced_AreCalledWithArgumentsOfTheirSchema(string path, string choice, string tools, string expected)
    {
        var more = $",{choice},{tools.Replace("SCHEMA", """{"type":"object","properties":{"n":{"type":"integer","minimum":3}}}""", StringComparison.Ordinal)},\"input\":\"Hi\",\"contents\":[]";

        // Ollama has nothing to force a tool with, so there the scenario does.
        var answer = await SendAsync(path, MessagesBody(path == Ollama ? "m+tool" : "m", stream: false, more));

        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }
}
