using System.Text;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>The rows of bad JSON.</summary>
public sealed class JsonRowTests(RowFixture fixture) : IClassFixture<RowFixture>
{
    private const string Chat = "/v1/chat/completions";
    private const string Messages = "\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]";

    public static TheoryData<string, string, string> Large => new()
    {
        { "B39 70 levels", With(new string('[', 70) + new string(']', 70)), "json_too_deep" },
        { "B39 100,000 levels", With(new string('[', 100_000) + new string(']', 100_000)), "json_too_deep" },
        { "B39 never closed", new string('[', 100_000), "json_too_deep" },
        { "B55 members", With("{" + string.Join(',', Enumerable.Range(0, 1_000_000).Select(i => $"\"{i}\":1")) + "}"), "json_too_large" },
        { "B55 items", With("[" + string.Join(',', Enumerable.Repeat('1', 1_000_000)) + "]"), "json_too_large" },
    };

    [Theory]
    [MemberData(nameof(Large))]
    [InlineData("B37 empty", "", "invalid_json")]
    [InlineData("B37 spaces", "   ", "invalid_json")]
    [InlineData("B37 cut", """{"messages":[""", "invalid_json")]
    [InlineData("B37 wrong", """{"messages":[}""", "invalid_json")]
    [InlineData("B37 words", "secret words", "invalid_json")]
    [InlineData("B38", "[]", "invalid_json")]
    [InlineData("B38", "null", "invalid_json")]
    [InlineData("B38", "\"x\"", "invalid_json")]
    [InlineData("B38", "5", "invalid_json")]
    [InlineData("B41", """{"model":"first/m","model":"x",MESSAGES}""", "duplicate_property", "model")]
    [InlineData("B41 nested", """{"messages":[{"role":"user","role":"system","content":"x"}]}""", "duplicate_property", "messages[0].role")]
    [InlineData("B41 unknown", """{"unknown":{"a":1,"a":2},MESSAGES}""", "duplicate_property", "unknown")]
    [InlineData("B42", """{"model":"first/m","mod\u0065l":"x",MESSAGES}""", "duplicate_property", "model")]
    [InlineData("B45", """{"temperature":NaN,MESSAGES}""", "invalid_json")]
    [InlineData("B45", """{"temperature":Infinity,MESSAGES}""", "invalid_json")]
    [InlineData("B45", """{"temperature":0x10,MESSAGES}""", "invalid_json")]
    [InlineData("B45 1e999", """{"temperature":1e999,MESSAGES}""", "invalid_value", "temperature")]
    [InlineData("B45 1e999", """{"top_p":-1e999,MESSAGES}""", "invalid_value", "top_p")]
    [InlineData("B46", """{"max_tokens":99999999999,MESSAGES}""", "invalid_value", "max_tokens")]
    [InlineData("B47", """{"model":5,MESSAGES}""", "invalid_value", "model")]
    [InlineData("B47", """{"messages":"x"}""", "invalid_value", "messages")]
    [InlineData("B47", """{"messages":[5]}""", "invalid_value", "messages[0]")]
    [InlineData("B47", """{"messages":[{"role":5}]}""", "invalid_value", "messages[0].role")]
    [InlineData("B47", """{"stream":"yes",MESSAGES}""", "invalid_value", "stream")]
    [InlineData("B47", """{"temperature":"hot",MESSAGES}""", "invalid_value", "temperature")]
    [InlineData("B47", """{"tools":{},MESSAGES}""", "invalid_value", "tools")]
    [InlineData("B53", """{MESSAGES} {}""", "invalid_json")]
    [InlineData("B53", """{MESSAGES}{MESSAGES}""", "invalid_json")]
    [InlineData("B54", """{"user":"a\u0000b",MESSAGES}""", "invalid_character")]
    [InlineData("B54 name", """{"a\u0000":1,MESSAGES}""", "invalid_character")]
    public Task Body_Bad_IsRefused(string row, string body, string code, string? param = null)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        return fixture.AssertRefusedAsync(Chat, Encoding.UTF8.GetBytes(body.Replace("MESSAGES", Messages, StringComparison.Ordinal)), 400, code, param);
    }

    [Fact]
    public async Task B37_Message_HasThePlaceAndNotTheContent()
    {
        using var response = await fixture.PostAsync(Chat, """{"messages":[{"role":"user","content":"my secret"}],"x":}""");

        Assert.Equal("The body is not valid JSON (line 1, byte 57).", await response.AssertErrorAsync(400, "invalid_json"));
    }

    [Fact]
    public async Task B49_InvalidUtf8_IsRefused() =>
        await fixture.AssertRefusedAsync(Chat, [.. "{\"messages\":[{\"role\":\"user\",\"content\":\""u8, 0xFF, .. "\"}]}"u8], 400, "invalid_json", null);

    [Fact]
    public async Task B50_ByteOrderMark_IsSkipped()
    {
        using var response = await fixture.PostAsync(Chat, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(RouterRequests.Question)]);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.StartsWith("{\"model\":\"m\"", fixture.Asked[^1].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B51_Utf16_IsRefused()
    {
        await fixture.AssertRefusedAsync(Chat, Encoding.Unicode.GetBytes(RouterRequests.Question), 400, "invalid_json", null);
        await fixture.AssertRefusedAsync(Chat, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(RouterRequests.Question)], 400, "invalid_json", null);
    }

    /// <summary>The rule for members that nobody here knows: they go to the upstream as they are, whatever they are called.</summary>
    [Theory]
    [InlineData("B43", """{"model":"first/m","nobody_knows":[1,{"a":null}],MESSAGES}""")]
    [InlineData("B57", """{"model":"first/m","__proto__":{"x":1},"constructor":1,"$type":"System.Object","$ref":"#","$id":"1","lc":1,"type":"constructor",MESSAGES}""")]
    [InlineData("B58", """{"model":"first/m","Model":"other","MODEL":7,"Messages":5,MESSAGES}""")]
    [InlineData("B73", """{"model":"first/m","tenant":"other","role":"admin","disable_guardrails":true,MESSAGES}""")]
    public async Task Member_Unknown_IsPassedOnAsItIs(string row, string body)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        body = body.Replace("MESSAGES", Messages, StringComparison.Ordinal);

        using var response = await fixture.PostAsync(Chat, body);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(body.Replace("first/m", "m", StringComparison.Ordinal), fixture.Asked[^1].Body);
    }

    private static string With(string value) => $"{{{Messages},\"x\":{value}}}";
}
