using System.Text;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.ServiceDefaults.Tests.Http;

public sealed class JsonBodyTests
{
    [Theory]
    [InlineData("""{"model":5}""", "model")]
    [InlineData("""{"messages":5}""", "messages")]
    [InlineData("""{"messages":[{"role":7}]}""", "messages[0].role")]
    [InlineData("""{"messages":[{"role":"user","content":7}]}""", "messages[0].content")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":9}]}]}""", "messages[0].content[0].type")]
    [InlineData("""{"stop":{}}""", "stop")]
    [InlineData("""{"stop":["a",1]}""", "stop[1]")]
    [InlineData("""{"max_tokens":99999999999}""", "max_tokens")]
    [InlineData("""{"max_tokens":1.5}""", "max_tokens")]
    [InlineData("""{"temperature":"hot"}""", "temperature")]
    [InlineData("""{"stream":"yes"}""", "stream")]
    public void Parse_WrongType_NamesTheMember(string json, string param)
    {
        var result = Parse(json);

        Assert.Equal(("invalid_value", param, 400), (result.Error?.Code, result.Error?.Param, result.Error?.Status));
    }

    [Theory]
    [InlineData("""{"model":"a","model":"b"}""")]
    [InlineData("""{"model":"a","mod\u0065l":"b"}""")]
    [InlineData("""{"messages":[{"role":"user","role":"system"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"text","type":"text"}]}]}""")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"f","parameters":{"a":1,"a":2}}}]}""")]
    public void Parse_DuplicateMember_IsRefused(string json) => Assert.Equal("duplicate_property", Parse(json).Error?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("""{"model":}""")]
    [InlineData("""{"model":"a"}{"model":"b"}""")]
    [InlineData("""{"temperature":NaN}""")]
    [InlineData("""{"temperature":0x10}""")]
    [InlineData("not json")]
    [InlineData("""{"model":"a",}""")]
    [InlineData("""// comment""")]
    public void Parse_NotJson_SaysWhere(string json)
    {
        var error = Parse(json).Error;

        Assert.Equal("invalid_json", error?.Code);
        Assert.Contains("line 1, byte", error?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"x\"")]
    [InlineData("5")]
    [InlineData("true")]
    public void Parse_WrongRoot_WantsAnObject(string json)
    {
        var error = Parse(json).Error;

        Assert.Equal(("invalid_json", "The body must be a JSON object."), (error?.Code, error?.Message));
    }

    [Theory]
    [InlineData(70)]
    [InlineData(100_000)]
    public void Parse_TooDeep_IsRefused(int depth)
    {
        var json = $$"""{"extra":{{new string('[', depth)}}{{new string(']', depth)}}}""";

        Assert.Equal("json_too_deep", Parse(json).Error?.Code);
    }

    [Fact]
    public void Parse_TooDeepAndUnclosed_IsRefused() => Assert.Equal("json_too_deep", Parse(new string('[', 100_000)).Error?.Code);

    [Theory]
    [InlineData("""{"model":"a\u0000b"}""")]
    [InlineData("""{"a\u0000":1}""")]
    [InlineData("""{"model":"\\\u0000"}""")]
    [InlineData("""{"unknown":["\u0000"]}""")]
    public void Parse_NulInString_IsRefused(string json) => Assert.Equal("invalid_character", Parse(json).Error?.Code);

    [Fact]
    public void Parse_EscapedBackslashBeforeU0000_IsAllowed() => Assert.Equal("""a\u0000""", Parse("""{"model":"a\\u0000"}""").Value?.Model);

    [Fact]
    public void Parse_ByteOrderMark_IsSkipped() => Assert.Equal("a", Parse([0xEF, 0xBB, 0xBF, .. """{"model":"a"}"""u8]).Value?.Model);

    [Fact]
    public void Parse_InvalidUtf8InUnknownMember_IsRefused()
    {
        var error = Parse([.. """{"extra":"""u8, 0xC3, 0x28, .. "\"}"u8]).Error;

        Assert.Equal(("invalid_json", "The body is not valid UTF-8."), (error?.Code, error?.Message));
    }

    [Fact]
    public void Parse_Utf16_IsRefused()
    {
        Assert.Equal("invalid_json", Parse([0xFF, 0xFE, .. Encoding.Unicode.GetBytes("""{"model":"a"}""")]).Error?.Code);
        Assert.Equal("invalid_json", Parse(Encoding.Unicode.GetBytes("""{"model":"a"}""")).Error?.Code);
    }

    [Fact]
    public void Parse_LoneSurrogateEscape_NamesTheMember()
    {
        var error = Parse("""{"model":"\ud800"}""").Error;

        Assert.Equal((400, "model"), (error?.Status, error?.Param));
    }

    [Fact]
    public void Parse_UnknownMembers_AreKeptInTheBytes()
    {
        const string Json = """{"model":"a","__proto__":{"$type":"x"}}""";

        var result = Parse(Json);

        Assert.Equal(("a", Json), (result.Value?.Model, Encoding.UTF8.GetString(result.Bytes.Span)));
    }

    [Fact]
    public void Parse_Error_DoesNotEchoTheContent()
    {
        var error = Parse("""{"messages":[{"role":"user","content":"my secret","content":}]}""").Error;

        Assert.DoesNotContain("secret", error?.Message, StringComparison.Ordinal);
    }

    private static JsonBodyResult<ChatCompletionRequest> Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    private static JsonBodyResult<ChatCompletionRequest> Parse(byte[] json) => JsonBody.Parse(json, OpenAIJsonContext.Default.ChatCompletionRequest);
}
