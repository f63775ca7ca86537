using System.Text;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>Bodies nobody should send, from either side: a clear error, never a crash.</summary>
public sealed class HostileInputTests
{
    private const int Seeds = 400;

    public static TheoryData<string> Bodies =>
    [
        "", " ", "null", "[]", "42", "\"x\"", "{", "{]", "{\"model\":\"m\"", "\u0000", "{\"model\":\"\\ud800\"}", "{\"\\udc00\":1}",
        "{\"model\":\"m\",\"model\":\"n\"}", "{\"model\":null}", "{\"model\":1}", "{\"model\":\"m\",\"messages\":{}}", "{\"model\":\"m\",\"messages\":[null]}",
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}", "{\"model\":\"m\",\"messages\":[{\"role\":\"ghost\",\"content\":\"x\"}]}",
        $"{{\"a\":{new string('[', 5000)}", $"{{\"a\":{new string('[', 100)}{new string(']', 100)}}}", $"{{\"model\":{new string('9', 5000)}}}",
    ];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Body_ThatIsNoRequest_IsRefused(string body)
    {
        foreach (var caller in DialectRegistry.Callers)
        {
            Assert.Throws<TranslationException>(() => caller.RequestReader.Read(Encoding.UTF8.GetBytes(body)));
        }
    }

    [Theory]
    [InlineData("\"temperature\":1e999", "temperature")]
    [InlineData("\"temperature\":\"warm\"", "temperature")]
    [InlineData("\"max_tokens\":1e99", "max_tokens")]
    [InlineData("\"max_tokens\":99999999999", "max_tokens")]
    [InlineData("\"max_tokens\":1.5", "max_tokens")]
    [InlineData("\"stream\":\"yes\"", "stream")]
    [InlineData("\"stop\":[1]", "stop[0]")]
    [InlineData("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":[]}}]", "tools[0].function.parameters")]
    [InlineData("\"tool_choice\":\"maybe\"", "tool_choice")]
    [InlineData("\"response_format\":{\"type\":\"xml\"}", "response_format.type")]
    [InlineData("\"stream_options\":true", "stream_options")]
    [InlineData("\"seed\":123456789012345678901234567890", "seed")]
    public void Member_OfTheWrongKind_IsNamed(string member, string field)
    {
        var refusal = Assert.Throws<TranslationException>(() => Translations.Read(Dialect.Chat, $$"""{"model":"m","messages":[],{{member}}}"""));

        Assert.Equal((field, false), (refusal.Field, refusal.IsUnsupported));
        Assert.Contains($"'{field}'", refusal.Message);
    }

    [Theory]
    [InlineData("ftp://example.com/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:image/png,abc")]
    [InlineData("data:image/png;base64,%%%")]
    [InlineData("a.png")]
    [InlineData("")]
    public void ImageUrl_OfAnotherKind_IsRefused(string url)
    {
        var body = $$$"""{"model":"m","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"{{{url}}}"}}]}]}""";

        Assert.Equal("messages[0].content[0].image_url.url", Assert.Throws<TranslationException>(() => Translations.Read(Dialect.Chat, body)).Field);
    }

    [Fact]
    public void InvalidUtf8_IsRefused() =>
        Assert.Throws<TranslationException>(() => DialectRegistry.Caller(Dialect.Chat).RequestReader.Read([.. "{\"model\":\""u8, 0xFF, .. "\",\"messages\":[]}"u8]));

    [Theory]
    [InlineData("not json")]
    [InlineData("[1]")]
    [InlineData("{\\\"a\\\":")]
    [InlineData("{\\\"a\\\":1,\\\"a\\\":2}")]
    public void ToolArguments_ThatAreNoObject_AreRefusedWhereAnObjectIsNeeded(string arguments)
    {
        var body = $$$$"""{"model":"m","messages":[{"role":"assistant","tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{{{{arguments}}}}"}}]}]}""";
        foreach (var upstream in (Dialect[])[Dialect.Anthropic, Dialect.Gemini, Dialect.Ollama])
        {
            Assert.Equal("messages[0].tool_calls[0]", Assert.Throws<TranslationException>(() => Translations.Body(Dialect.Chat, upstream, body)).Field);
        }

        Assert.NotEmpty(Translations.Body(Dialect.Chat, Dialect.Chat, body));
    }

    [Theory]
    [MemberData(nameof(Golden.Pairs), MemberType = typeof(Golden))]
    public void Stream_WithDamagedBytes_EndsOnceAndNeverThrows(Dialect upstream, Dialect caller)
    {
        var original = Encoding.UTF8.GetBytes(Golden.Read($"answers/{upstream}.stream"));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])original.Clone();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            using var translator = Translations.Translator(upstream, caller);
            var output = new System.Buffers.ArrayBufferWriter<byte>();
            translator.Translate(bytes, output);
            translator.Complete(output);

            Assert.True(translator.IsFinished && translator.Finish is null != translator.Error is null, $"Seed {seed}.");
            Assert.Equal(translator.Error is null ? 0 : 1, Ends.Errors(caller, Encoding.UTF8.GetString(output.WrittenSpan)));
        }
    }

    [Theory]
    [InlineData(Dialect.Chat, "{\"id\":\"\\ud800\",\"choices\":[]}")]
    [InlineData(Dialect.Chat, "{\"choices\":[{\"delta\":{\"content\":\"\\ud83dx\"}}]}")]
    [InlineData(Dialect.Chat, "{\"choices\":[{\"delta\":{\"content\":7}}]}")]
    [InlineData(Dialect.Chat, "{\"choices\":[{\"delta\":{\"reasoning_details\":[7]}}]}")]
    [InlineData(Dialect.Chat, "{\"choices\":7}")]
    [InlineData(Dialect.Chat, "{\"usage\":{\"prompt_tokens\":1e99}}")]
    [InlineData(Dialect.Anthropic, "{\"type\":7}")]
    [InlineData(Dialect.Anthropic, "{\"type\":\"content_block_delta\"}")]
    [InlineData(Dialect.Anthropic, "{\"type\":\"content_block_delta\",\"delta\":{\"text\":\"before any block\"}}")]
    [InlineData(Dialect.Anthropic, "{\"type\":\"content_block_start\",\"content_block\":{\"type\":\"server_tool_use\"}}")]
    [InlineData(Dialect.Gemini, "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{}}]}}]}")]
    [InlineData(Dialect.Gemini, "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"args\":[]}}]}}]}")]
    [InlineData(Dialect.Gemini, "{\"usageMetadata\":{\"promptTokenCount\":\"many\"}}")]
    [InlineData(Dialect.Ollama, "{\"message\":{\"content\":{}}}")]
    public void Event_ThatFollowsNoDialect_FailsTheStream(Dialect upstream, string data)
    {
        using var translator = Translations.Translator(upstream, Dialect.Chat);
        translator.Translate(Encoding.UTF8.GetBytes(upstream == Dialect.Ollama ? data + "\n" : $"data: {data}\n\n"), new System.Buffers.ArrayBufferWriter<byte>());

        Assert.Equal("upstream_malformed", translator.Error?.Code);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"message\":{\"content\":\"half")]
    [InlineData("{\"message\":{\"content\":\"told\"}")]
    [InlineData("{} {}")]
    [InlineData("{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void Event_ThatIsNoJsonObject_IsLeftOutAndCounted(string data)
    {
        using var translator = Translations.Translator(Dialect.Ollama, Dialect.Chat);
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        translator.Translate(Encoding.UTF8.GetBytes(data + "\n{\"message\":{\"content\":\"x\"},\"done\":true}\n"), output);

        Assert.Equal((1, 2, 1, true), (translator.MalformedEvents, translator.Events, translator.Pieces, translator.Finish is not null));
        Assert.DoesNotContain("told", Encoding.UTF8.GetString(output.WrittenSpan), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Golden.Pairs), MemberType = typeof(Golden))]
    public void Answer_WithDamagedBytes_IsReadOrRefused(Dialect upstream, Dialect caller)
    {
        var original = Encoding.UTF8.GetBytes(Golden.Read($"answers/{upstream}.json"));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])original.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var thrown = Record.Exception(() => Translations.WriteAnswer(caller, DialectRegistry.Upstream(upstream).AnswerReader.Read(bytes, Translations.Context(caller))));

            Assert.True(thrown is null or AnswerFormatException, $"Seed {seed}: {thrown}");
        }
    }

    [Theory]
    [InlineData(Dialect.Chat)]
    [InlineData(Dialect.Anthropic)]
    [InlineData(Dialect.Responses)]
    [InlineData(Dialect.Completions)]
    public void Request_WithDamagedBytes_IsReadOrRefused(Dialect caller)
    {
        var original = Encoding.UTF8.GetBytes(Golden.Read($"requests/{caller}.json"));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var bytes = (byte[])original.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            foreach (var upstream in DialectRegistry.Upstreams)
            {
                var thrown = Record.Exception(() => upstream.RequestWriter.Write(DialectRegistry.Caller(caller).RequestReader.Read(bytes), UpstreamTraits.Default));

                Assert.True(thrown is null or TranslationException, $"Seed {seed}: {thrown}");
            }
        }
    }
}
