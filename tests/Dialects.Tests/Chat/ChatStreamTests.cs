using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests.Chat;

/// <summary>Chat-completion streams as servers really send them.</summary>
public sealed class ChatStreamTests
{
    private const string Finish = """{"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}""";

    public static TheoryData<string, string[]> Calls => new()
    {
        { "OpenAI", [Call("""{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}"""), Call("""{"index":0,"function":{"arguments":"{\"x\""}}"""), Call("""{"index":0,"function":{"arguments":":1}"}}"""), Call("""{"index":1,"id":"b","function":{"name":"g","arguments":"{}"}}""")] },
        { "id and name in every piece", [Call("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\""}}"""), Call("""{"index":0,"id":"a","function":{"name":"f","arguments":":1}"}}"""), Call("""{"index":1,"id":"b","function":{"name":"g","arguments":""}}""")] },
        { "every call the number 0", [Call("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}"""), Call("""{"index":0,"id":"b","function":{"name":"g","arguments":"{}"}}""")] },
        { "no numbers", [Call("""{"id":"a","function":{"name":"f","arguments":"{\"x\""}}"""), Call("""{"function":{"arguments":":1}"}}"""), Call("""{"id":"b","function":{"name":"g","arguments":"{}"}}""")] },
        { "empty ids after the first", [Call("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\""}}"""), Call("""{"index":0,"id":"","function":{"name":null,"arguments":":1}"}}"""), Call("""{"index":1,"id":"b","function":{"name":"g"}}""")] },
        { "two calls in one chunk", [Call("""{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}},{"index":1,"id":"b","function":{"arguments":"{}","name":"g"}}""")] },
        { "arguments as an object", [Call("""{"index":0,"id":"a","function":{"name":"f","arguments":{"x":1}}}"""), Call("""{"index":1,"id":"b","function":{"name":"g","arguments":{}}}""")] },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void ToolCalls_OfAnyServer_AreToldApart(string server, string[] chunks)
    {
        Assert.NotEmpty(server);
        var answer = Read([.. chunks, Finish]);

        Assert.Equal([new ToolCallPart("a", "f", "{\"x\":1}"), new ToolCallPart("b", "g", "{}")], answer.Parts);
        Assert.Equal(FinishReason.ToolCalls, answer.Finish.Reason);
    }

    [Fact]
    public void ToolCall_WithoutAnId_GetsOne() =>
        Assert.Equal([new ToolCallPart("call_req1_0", "f", "{}")], Read([Call("""{"index":0,"function":{"name":"f","arguments":"{}"}}"""), Finish]).Parts);

    [Theory]
    [InlineData("""{"index":0,"id":"a","function":{"name":"f","arguments":"{"}}""", """{"index":1,"id":"b","function":{"name":"g","arguments":"{"}}""", """{"index":0,"function":{"arguments":"}"}}""")]
    [InlineData("""{"index":0,"function":{"arguments":"{"}}""", """{"index":0,"function":{"arguments":"}"}}""", """{"index":0,"function":{"arguments":""}}""")]
    public void ToolCalls_MixedOrNameless_FailTheStream(params string[] pieces)
    {
        var stream = Translations.Stream(Dialect.Chat, Dialect.Anthropic, Events([.. pieces.Select(Call), Finish]));

        Assert.Equal(1, Ends.Errors(Dialect.Anthropic, stream));
        Assert.DoesNotContain("message_stop", stream);
    }

    [Theory]
    [InlineData("""{"reasoning_content":"hm"}""")]
    [InlineData("""{"reasoning":"hm"}""")]
    [InlineData("""{"reasoning":null,"reasoning_content":"hm"}""")]
    [InlineData("""{"reasoning_details":[{"type":"reasoning.text","text":"hm","format":"unknown","index":0}]}""")]
    [InlineData("""{"reasoning":"hm","reasoning_details":[{"type":"reasoning.text","text":"hm","index":0}]}""")]
    [InlineData("""{"content":[{"type":"thinking","thinking":[{"type":"text","text":"hm"}]}]}""")]
    public void Reasoning_OfAnyServer_IsRead(string delta)
    {
        var answer = Read([Delta(delta), Delta("""{"content":"yes"}"""), """{"choices":[{"delta":{},"finish_reason":"stop"}]}"""]);

        Assert.Equal([new ReasoningPart("hm", null, ReasoningOrigin.Unknown), new TextPart("yes")], answer.Parts);
    }

    [Fact]
    public void Reasoning_SignedLater_KeepsItsSignature()
    {
        var answer = Read(
        [
            Delta("""{"reasoning":"h","reasoning_details":[{"type":"reasoning.text","text":"h","format":"anthropic-claude-v1","index":0}]}"""),
            Delta("""{"reasoning":"m","reasoning_details":[{"type":"reasoning.text","text":"m","format":"anthropic-claude-v1","index":0}]}"""),
            Delta("""{"reasoning_details":[{"type":"reasoning.text","signature":"sig","format":"anthropic-claude-v1","index":0}]}"""),
            Delta("""{"content":"yes"}"""),
            """{"choices":[{"delta":{},"finish_reason":"stop"}]}""",
        ]);

        Assert.Equal([new ReasoningPart("hm", "sig", ReasoningOrigin.Anthropic), new TextPart("yes")], answer.Parts);
    }

    [Fact]
    public void Refusal_BecomesText_ForAnthropicCallers()
    {
        var stream = Translations.Stream(Dialect.Chat, Dialect.Anthropic, Events([Delta("""{"refusal":"No."}"""), """{"choices":[{"delta":{},"finish_reason":"content_filter"}]}"""]));

        Assert.Contains("{\"type\":\"text_delta\",\"text\":\"No.\"}", stream);
        Assert.Contains("\"stop_reason\":\"refusal\"", stream);
    }

    [Fact]
    public void Refusal_StaysOne_ForResponsesCallers()
    {
        var stream = Translations.Stream(Dialect.Chat, Dialect.Responses, Events([Delta("""{"refusal":"No."}"""), """{"choices":[{"delta":{},"finish_reason":"stop"}]}"""]));

        Assert.Contains("event: response.refusal.delta\n", stream);
        Assert.Contains("\"refusal\":\"No.\"", stream);
    }

    private static ModelAnswer Read(IEnumerable<string> chunks)
    {
        var collector = new AnswerCollector();
        using var reader = DialectRegistry.Upstream(Dialect.Chat).CreateEventReader(Translations.Context(Dialect.Chat));
        foreach (var chunk in chunks)
        {
            reader.Read(default, System.Text.Encoding.UTF8.GetBytes(chunk), collector);
        }

        reader.Complete(collector);
        return collector.Answer!;
    }

    private static string Events(IEnumerable<string> chunks) => string.Concat(chunks.Select(chunk => $"data: {chunk}\n\n")) + "data: [DONE]\n\n";

    private static string Delta(string delta) => $$"""{"id":"i","model":"up","choices":[{"index":0,"delta":{{delta}},"finish_reason":null}]}""";

    private static string Call(string pieces) => Delta($$"""{"tool_calls":[{{pieces}}]}""");
}
