namespace Switchyard.Inference.Tests.Constraints.Schemas;

public sealed class StringSchemaTests
{
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"plain\"")]
    [InlineData("\"ü € 😀 \u007f\"")]
    [InlineData("""
        "\"\\\/\b\f\n\r\t"
        """)]
    [InlineData("""
        "\u0041\uD7FF\ue000\uffff\u0000"
        """)]
    [InlineData("""
        "\ud83d\uDE00"
        """)]
    public void String_OfAnyKind_IsAllowed(string text) => Assert.True(ConstraintTexts.Accepts(ConstraintTexts.Schema("""{"type":"string"}"""), text));

    [Theory]
    [InlineData("\"a")]
    [InlineData("a\"")]
    [InlineData("\"a\"b")]
    [InlineData("\"\n\"")]
    [InlineData("\"\u001f\"")]
    [InlineData("""
        "\x"
        """)]
    [InlineData("""
        "\u12"
        """)]
    [InlineData("""
        "\ud83d"
        """)]
    [InlineData("""
        "\ude00"
        """)]
    [InlineData("""
        "\ud83d\u0041"
        """)]
    [InlineData("""
        "\ud83dx"
        """)]
    public void String_ThatIsBroken_IsRejected(string text) => Assert.False(ConstraintTexts.Accepts(ConstraintTexts.Schema("""{"type":"string"}"""), text));

    [Fact]
    public void String_OfInvalidUtf8_IsRejected()
    {
        byte[][] broken = [[0x80], [0xC0, 0x80], [0xC3, 0x22], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF]];

        foreach (var bytes in broken)
        {
            var state = ConstraintTexts.Schema("""{"type":"string"}""").Start();
            state.Accept('"');
            Assert.Throws<InvalidOperationException>(() => Array.ForEach(bytes, value => state.Accept(value)));
        }
    }

    [Theory]
    [InlineData("""{"type":"string","minLength":2,"maxLength":3}""", new[] { "\"ab\"", "\"abc\"", "\"ü€😀\"", "\"\\n\\u0041\"", "\"\\ud83d\\ude00x\"" }, new[] { "\"\"", "\"a\"", "\"abcd\"", "\"😀\"", "\"\\ud83d\\ude00\"", "\"ü€😀x\"" })]
    [InlineData("""{"type":"string","maxLength":0}""", new[] { "\"\"" }, new[] { "\"a\"", "\"\\n\"" })]
    [InlineData("""{"type":"string","minLength":1}""", new[] { "\"a\"", "\"abcdefgh\"" }, new[] { "\"\"" })]
    [InlineData("""{"type":"string","maxLength":2147483648}""", new[] { "\"\"", "\"abc\"" }, new[] { "\"" })]
    [InlineData("""{"type":"string","pattern":"^a+$"}""", new[] { "\"a\"", "\"aaa\"" }, new[] { "\"\"", "\"b\"", "\"ab\"", "a" })]
    [InlineData("""{"type":"string","pattern":"b"}""", new[] { "\"b\"", "\"abc\"", "\"ü\\nb\"" }, new[] { "\"\"", "\"ac\"" })]
    [InlineData("""{"type":"string","pattern":"^b|c$"}""", new[] { "\"b\"", "\"bx\"", "\"xc\"" }, new[] { "\"\"", "\"xb\"", "\"cx\"" })]
    [InlineData("""{"type":"string","pattern":"(^a|b)c"}""", new[] { "\"ac\"", "\"xbcx\"" }, new[] { "\"xac\"", "\"c\"" })]
    [InlineData("""{"type":"string","pattern":"^\"\\\\\n$"}""", new[] { "\"\\\"\\\\\\n\"" }, new[] { "\"\\\"\"", "\"\\u0022\\\\\\n\"" })]
    [InlineData("""{"type":"string","pattern":"^[ü-€]{2}$"}""", new[] { "\"ü€\"", "\"ߐߐ\"" }, new[] { "\"ü\"", "\"aü\"", "\"😀😀\"" })]
    [InlineData("""{"type":"string","pattern":"^(ab)*$","minLength":3,"maxLength":5}""", new[] { "\"abab\"" }, new[] { "\"\"", "\"ab\"", "\"aba\"", "\"ababab\"" })]
    [InlineData("""{"type":"string","pattern":"^a*$","minLength":3}""", new[] { "\"aaa\"", "\"aaaaaaa\"" }, new[] { "\"aa\"", "\"aab\"" })]
    [InlineData("""{"type":"string","pattern":"^[a-c]+$","allOf":[{"pattern":"^[b-d]+$"}]}""", new[] { "\"bc\"" }, new[] { "\"a\"", "\"d\"" })]
    [InlineData("""{"type":"string","pattern":"^.$"}""", new[] { "\"a\"", "\"😀\"" }, new[] { "\"\\n\"", "\"\\r\"", "\"\u2028\"" })]
    public void String_WithKeywords_IsExact(string schema, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Schema(schema), accepted, rejected);

    [Theory]
    [InlineData("date", new[] { "2024-02-29", "2023-12-31", "2000-02-29" }, new[] { "2023-02-29", "1900-02-29", "2023-13-01", "2023-04-31", "23-01-01" })]
    [InlineData("time", new[] { "00:00:00Z", "23:59:59.5+02:00" }, new[] { "24:00:00Z", "12:00:00", "12:60:00Z" })]
    [InlineData("date-time", new[] { "2024-02-29T12:00:00Z", "2023-01-01T00:00:00.123-05:30" }, new[] { "2024-02-29", "2024-02-30T12:00:00Z" })]
    [InlineData("duration", new[] { "P1Y", "P1Y2M3DT4H5M6S", "PT1M", "P2W" }, new[] { "P", "PT", "P1YT", "P1W1D", "1Y" })]
    [InlineData("email", new[] { "a@b.cd", "first.last+tag@sub.example.org" }, new[] { "a", "a@b", "@b.cd", "a..b@c.de", "a@-b.cd" })]
    [InlineData("uuid", new[] { "123e4567-e89b-12d3-a456-426614174000" }, new[] { "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400g" })]
    [InlineData("ipv4", new[] { "0.0.0.0", "255.249.199.9" }, new[] { "256.0.0.0", "1.2.3", "01.2.3.4" })]
    [InlineData("ipv6", new[] { "::", "::1", "1::", "1:2:3:4:5:6:7:8", "fe80::1:2", "1:2:3:4:5:6:7::", "1::3:4:5:6:7:8" }, new[] { ":", "1:2:3:4:5:6:7", "1::2::3", "1:2:3:4:5:6:7:8:9", "12345::" })]
    [InlineData("hostname", new[] { "a", "example.org", "a-b.c9" }, new[] { "", "-a", "a-", "a..b", "a.b." })]
    [InlineData("uri", new[] { "http://a", "https://example.org:8080/a/b?c=d#e", "x+y://h/%20" }, new[] { "a", "http:", "http://a b", "http://a/%2" })]
    public void Format_IsWhatItsStandardSays(string format, string[] accepted, string[] rejected) =>
        ConstraintTexts.Check(ConstraintTexts.Schema($$"""{"type":"string","format":"{{format}}"}"""), accepted.Select(text => $"\"{text}\""), rejected.Select(text => $"\"{text}\""));
}
