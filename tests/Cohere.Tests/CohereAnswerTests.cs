using System.Text;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere.Tests;

/// <summary>What is read of Cohere's whole answers, errors and model lists.</summary>
public sealed class CohereAnswerTests
{
    [Fact]
    public void Answer_WithEveryKindOfPart_IsReadInOrder()
    {
        var answer = Read("""
            {"id":"a1","finish_reason":"TOOL_CALL","message":{"role":"assistant","tool_plan":"Look.","content":[{"type":"thinking","thinking":"Hm."},{"type":"text","text":"One moment."}],
             "tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Kiel\"}"}},{"type":"function","function":{"name":"clock","arguments":""}}],"citations":[{"start":0,"end":3,"text":"One"}]},
             "usage":{"billed_units":{"input_tokens":20.0,"output_tokens":9},"tokens":{"input_tokens":900,"output_tokens":12},"cached_tokens":5}}
            """);

        Assert.Equal(
            [new ReasoningPart("Look.", null, ReasoningOrigin.Unknown), new ReasoningPart("Hm.", null, ReasoningOrigin.Unknown), new TextPart("One moment."), new ToolCallPart("c1", "weather", """{"city":"Kiel"}"""), new ToolCallPart("call_c9_1", "clock", "{}")],
            answer.Parts);
        Assert.Equal(("a1", FinishReason.ToolCalls, new TokenUsage { InputTokens = 20, OutputTokens = 9, CachedInputTokens = 5 }), (answer.Id, answer.Finish.Reason, answer.Usage));
    }

    [Theory]
    [InlineData("COMPLETE", FinishReason.Stop)]
    [InlineData("STOP_SEQUENCE", FinishReason.StopSequence)]
    [InlineData("MAX_TOKENS", FinishReason.Length)]
    [InlineData("SOMETHING_NEW", FinishReason.Other)]
    public void End_OfEachKind_IsUnderstood(string word, FinishReason expected) =>
        Assert.Equal(new AnswerFinish(expected, word), Read($$$"""{"id":"a","finish_reason":"{{{word}}}","message":{"content":[{"type":"text","text":"x"}]}}""").Finish);

    [Theory]
    [InlineData("""{"id":"a","finish_reason":"ERROR","message":{"content":[]}}""")]
    [InlineData("""{"id":"a","finish_reason":"TIMEOUT","message":{"content":[]}}""")]
    [InlineData("""{"id":"a","message":{"content":[]}}""")]
    [InlineData("""{"id":"a","finish_reason":"COMPLETE","message":{"content":[{"type":"sound"}]}}""")]
    [InlineData("""{"id":"a","finish_reason":"COMPLETE","message":{"tool_calls":[{"id":"c"}]}}""")]
    [InlineData("[]")]
    [InlineData("<html>")]
    public void Answer_ThatIsNone_IsAFormatError(string body) => Assert.Throws<AnswerFormatException>(() => Read(body));

    [Theory]
    [InlineData(400, """{"message":"invalid request: temperature"}""", ErrorClass.InvalidRequest)]
    [InlineData(400, """{"message":"too many tokens: size limit exceeded by 9 tokens"}""", ErrorClass.ContextLength)]
    [InlineData(400, """{"message":"too many tokens: max tokens must be at most 4096"}""", ErrorClass.InvalidRequest)]
    [InlineData(401, """{"id":"e1","message":"invalid api token"}""", ErrorClass.Authentication)]
    [InlineData(402, """{"message":"limit"}""", ErrorClass.Quota)]
    [InlineData(404, """{"message":"model 'x' not found"}""", ErrorClass.NotFound)]
    [InlineData(429, """{"message":"slow down"}""", ErrorClass.RateLimit)]
    [InlineData(498, """{"message":"blocked"}""", ErrorClass.ContentFilter)]
    [InlineData(503, "<html>", ErrorClass.Overloaded)]
    public void Error_OfEachStatus_HasItsClass(int status, string body, ErrorClass expected) => Assert.Equal(expected, Translations.Cohere.ErrorReader.Read(status, Encoding.UTF8.GetBytes(body)).Class);

    [Fact]
    public void Error_WithAMessage_KeepsIt() => Assert.Equal("slow down", Translations.Cohere.ErrorReader.Read(429, """{"message":"slow down"}"""u8).Message);

    [Fact]
    public void Models_OfAPage_SayWhatTheyCan()
    {
        var models = new CohereProvider().Models.Read("""
            {"models":[{"name":"command-a","endpoints":["chat"],"context_length":256000.0,"features":["tools","vision","safety_modes"]},{"name":"c4ai-aya","endpoints":["chat"],"features":null}],"next_page_token":""}
            """u8)!;

        Assert.Equal([("command-a", 256000, "chat tools vision"), ("c4ai-aya", null, null)], models.Select(model => (model.Id, model.MaxModelLen, model.Capabilities is { } words ? string.Join(' ', words) : null)));
    }

    private static ModelAnswer Read(string body) => Translations.Cohere.AnswerReader.Read(Encoding.UTF8.GetBytes(body), Translations.Context);
}
