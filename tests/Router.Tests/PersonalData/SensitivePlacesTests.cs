using System.Text;
using System.Text.Json;
using Switchyard.Router.PersonalData;
using Xunit;

namespace Switchyard.Router.Tests.PersonalData;

public sealed class SensitivePlacesTests
{
    private const string Mail = "jane.doe@acme.example";
    private const string AwsKey = "AKIAIOSFODNN7EXAMPLE";

    [Theory]
    [InlineData("Write to jane.doe@acme.example.", "e-mail address")]
    [InlineData("Call +49 30 1234567 now", "phone number")]
    [InlineData("Pay with 4111 1111 1111 1111", "card number")]
    [InlineData("To FR14 2004 1010 0505 0001 3M02 606 please", "IBAN")]
    [InlineData("key AKIAIOSFODNN7EXAMPLE", "API key")]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "token")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIB", "private key")]
    public void Text_WithSomethingSensitive_IsNamedByKindAndPlace(string text, string kind) =>
        Assert.Equal([$"{kind} in messages[0].content"], Find($$"""{"model":"m","messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}]}"""));

    [Theory]
    [InlineData("What is 6 times 7? In 2026 it was 42, at 12:30, version 10.0.12 of 1,000,000.")]
    [InlineData("Card 4111 1111 1111 1112 has a wrong digit, and @everyone is no address.")]
    [InlineData("")]
    public void Text_WithoutAny_IsNone(string text) => Assert.Empty(Find($$"""{"model":"m","messages":[{"role":"user","content":{{JsonSerializer.Serialize(text)}}}],"temperature":0.1234567890123456}"""));

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":"?"},{"role":"tool","tool_call_id":"c","content":"@"}]}""", "messages[1].content")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a.example/x.png"}},{"type":"text","text":"@"}]}]}""", "messages[0].content[1].text")]
    [InlineData("""{"system":[{"type":"text","text":"@"}],"messages":[]}""", "system[0].text")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"@"}]}]}]}""", "messages[0].content[0].content[0].text")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","input":{"who":{"mail":"@"}}}]}]}""", "messages[0].content[0].input")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","input":{"@":1}}]}]}""", "messages[0].content[0].input")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","data":"@"}}]}]}""", "messages[0].content[0].source.data")]
    [InlineData("""{"input":"@"}""", "input")]
    [InlineData("""{"input":["a","@"]}""", "input[1]")]
    [InlineData("""{"input":[{"type":"function_call_output","call_id":"c","output":"@"}],"instructions":"?"}""", "input[0].output")]
    [InlineData("""{"prompt":[["a"],["b","@"]]}""", "prompt[1][1]")]
    [InlineData("""{"tools":[{"type":"function","function":{"name":"f","parameters":{"properties":{"x":{"description":"@"}}}}}]}""", "tools[0].function.parameters")]
    [InlineData("""{"user":"@"}""", "user")]
    [InlineData("""{"anything":"@"}""", "the body")]
    public void Place_InEachDialect_IsNamedWithoutWhatCallersNamed(string body, string place) =>
        Assert.Equal([$"e-mail address in {place}"], Find(body.Replace("@", Mail, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"messages":[{"content":"jane.doe\u0040acme\u002eexample"}]}""", "e-mail address in messages[0].content")]
    [InlineData("""{"messages":[{"content":"\ud800 \uZZZZ\" line\nAKIAIOSFODNN7EXAMPLE"}]}""", "API key in messages[0].content")]
    [InlineData("""{"messages":[{"tool_calls":[{"function":{"name":"f","arguments":"{\"note\":\"a\\nAKIAIOSFODNN7EXAMPLE\"}"}}]}]}""", "API key in messages[0].tool_calls[0].function.arguments")]
    [InlineData("""{"messages":[{"content":[{"input":{"card":4111111111111111}}]}]}""", "card number in messages[0].content[0].input")]
    public void Text_Escaped_IsReadAsItIsMeant(string body, string expected) => Assert.Equal([expected], Find(body.Replace("\\uZZZZ", "\\u00e9", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"messages":[{"content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,#"}}]}]}""")]
    [InlineData("""{"messages":[{"content":[{"type":"image","source":{"type":"base64","data":"#"}}]}]}""")]
    [InlineData("""{"input":[{"content":[{"type":"input_file","file_data":"data:application/pdf;base64,#"}]}]}""")]
    public void Bytes_OfAFile_AreNotLookedAt(string body) => Assert.Empty(Find(body.Replace("#", Convert.ToBase64String([.. Enumerable.Range(0, 300).Select(static i => (byte)(i * 7))]) + "4111111111111111", StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"messages":[{"content":[{"type":"document","source":{"type":"base64","media_type":"text/plain","data":"#"}}]}]}""", "messages[0].content[0].source.data")]
    [InlineData("""{"input":[{"content":[{"type":"input_file","file_data":"data:text/csv;base64,#"}]}]}""", "input[0].content[0].file_data")]
    public void File_ThatIsAText_IsLookedThrough(string body, string place)
    {
        var file = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{new string('ü', 700)} {Mail}"));

        Assert.Equal([$"e-mail address in {place}"], Find(body.Replace("#", file, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{"input":"jane\\\\u0040acme.example"}""")]
    [InlineData("""{"input":"jane＠acme.example"}""")]
    public void Text_WrittenInAnotherWay_IsReadAsItIsMeant(string body) => Assert.Equal(["e-mail address in input"], Find(body));

    [Fact]
    public void Text_OfBackslashesAlone_IsReadOnce() => Assert.Empty(Find($$"""{"input":"{{new string('\\', 1 << 21)}}"}"""));

    [Fact]
    public void Bytes_ThatAreNone_AreLookedAt()
    {
        var text = new string('x', 300);

        Assert.Equal(["e-mail address in messages[0].content[0].source.data"], Find($$$"""{"messages":[{"content":[{"type":"image","source":{"type":"base64","data":"{{{text}}} {{{Mail}}}"}}]}]}"""));
        Assert.Equal(["API key in messages[0].content"], Find($$"""{"messages":[{"content":"{{text}}/{{AwsKey}}"}]}"""));
    }

    [Fact]
    public void Places_ManyOfThem_AreNamedUpToALimit()
    {
        var messages = string.Join(',', Enumerable.Range(0, 50).Select(_ => $$"""{"content":"{{Mail}} {{AwsKey}}"}"""));

        var found = Find($$"""{"messages":[{{messages}}]}""");

        Assert.Equal(SensitivePlaces.MaxCount, found.Count);
        Assert.Equal(["API key in messages[0].content", "e-mail address in messages[0].content", "API key in messages[1].content"], found.Take(3));
    }

    [Fact]
    public void Text_LongerThanAPiece_IsReadAcrossItsEnds()
    {
        for (var length = (64 * 1024) - Mail.Length - 1; length <= 64 * 1024; length++)
        {
            Assert.Equal(["e-mail address in prompt"], Find($$"""{"prompt":"{{new string('-', length)}}{{Mail}}{{new string('-', 70_000)}}"}"""));
        }
    }

    [Fact]
    public void Text_WithLongNumbers_IsNotCutWithinThem() =>
        Assert.Empty(Find($$"""{"prompt":"{{string.Concat(Enumerable.Repeat("1012345678901234567890 ", 10_000))}}"}"""));

    [Fact]
    public void Body_OfTheLargestSize_IsReadToItsEnd()
    {
        var prose = string.Concat(Enumerable.Repeat("0 1-1 (2) 23 a@ %40 eyJ sk- DE89 22 ", 32 * 1024 * 1024 / 36));

        Assert.Equal(["API key in input[1]"], Find($$"""{"input":["{{prose}}","{{AwsKey}}"]}"""));
    }

    private static List<string> Find(string body) => [.. SensitivePlaces.Find(Encoding.UTF8.GetBytes(body), TestContext.Current.CancellationToken).Select(place => place.ToString())];
}
