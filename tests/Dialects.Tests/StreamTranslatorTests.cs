using System.Buffers;
using System.Text;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Tests.Support;

namespace Switchyard.Dialects.Tests;

/// <summary>What the router learns of a stream while it translates it.</summary>
public sealed class StreamTranslatorTests
{
    private const int Warmup = 200;
    private const int Measured = 2000;

    [Fact]
    public void HasContent_IsSet_WithTheFirstContent()
    {
        using var translator = Translations.Translator(Dialect.Chat, Dialect.Anthropic);
        var output = new ArrayBufferWriter<byte>();

        translator.Translate("data: {\"id\":\"i\",\"model\":\"up\",\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n"u8, output);
        Assert.False(translator.HasContent);

        translator.Translate("data: {\"id\":\"i\",\"model\":\"up\",\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"u8, output);
        Assert.True(translator.HasContent);
        Assert.False(translator.IsFinished);
    }

    [Fact]
    public void Fail_WritesOneErrorAndNothingAfter()
    {
        using var translator = Translations.Translator(Dialect.Chat, Dialect.Chat);
        var output = new ArrayBufferWriter<byte>();
        translator.Fail(new ModelError(ErrorClass.Timeout, "Silent."), output);
        translator.Fail(new ModelError(ErrorClass.Timeout, "Silent again."), output);
        translator.Translate("data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\ndata: [DONE]\n\n"u8, output);
        translator.Complete(output);

        Assert.Equal(
            "data: {\"error\":{\"message\":\"Silent.\",\"type\":\"api_error\",\"param\":null,\"code\":null,\"request_id\":\"req1\"}}\n\n",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Translate_EventAboveTheLimit_FailsTheStream()
    {
        using var translator = Translations.Translator(Dialect.Gemini, Dialect.Chat, maxEventBytes: 64);
        translator.Translate(Encoding.UTF8.GetBytes($"data: {new string('x', 100)}"), new ArrayBufferWriter<byte>());

        Assert.Equal((ErrorClass.Upstream, "upstream_malformed"), (translator.Error!.Class, translator.Error.Code));
    }

    [Fact]
    public void Fail_AfterPartOfAnAnswer_KeepsItsUsage()
    {
        using var translator = Translations.Translator(Dialect.Anthropic, Dialect.Responses);
        var output = new ArrayBufferWriter<byte>();
        translator.Translate("data: {\"type\":\"message_start\",\"message\":{\"id\":\"i\",\"model\":\"m\",\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}\n\n"u8, output);
        translator.Fail(new ModelError(ErrorClass.Timeout, "Silent."), output);

        Assert.Equal(new TokenUsage { InputTokens = 5, OutputTokens = 1 }, translator.Usage);
        Assert.Contains("event: response.failed\n", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [MemberData(nameof(Golden.Pairs), MemberType = typeof(Golden))]
    public void Translate_OfATokenEvent_AllocatesNothing(Dialect upstream, Dialect caller)
    {
        // Responses keep the whole answer for their last event, in a buffer that grows now and then.
        var allowed = caller == Dialect.Responses ? 100 : 0;
        var bytes = Encoding.UTF8.GetBytes(TokenEvent(upstream));
        using var translator = Translations.Translator(upstream, caller);
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        translator.Translate(Encoding.UTF8.GetBytes(StartOf(upstream)), output);
        Repeat(translator, bytes, output, Warmup);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(translator, bytes, output, Measured);
        var perEvent = (GC.GetAllocatedBytesForCurrentThread() - before) / Measured;

        Assert.Null(translator.Error);
        Assert.True(perEvent <= allowed, $"{perEvent} bytes an event.");
    }

    private static void Repeat(StreamTranslator translator, byte[] bytes, ArrayBufferWriter<byte> output, int count)
    {
        for (var i = 0; i < count; i++)
        {
            translator.Translate(bytes, output);
            output.ResetWrittenCount();
        }
    }

    private static string StartOf(Dialect upstream) => upstream == Dialect.Anthropic
        ? "data: {\"type\":\"message_start\",\"message\":{\"id\":\"i\",\"model\":\"m\",\"usage\":{}}}\n\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
        : TokenEvent(upstream);

    private static string TokenEvent(Dialect upstream) => upstream switch
    {
        Dialect.Chat => "data: {\"id\":\"i\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\" \\\"token\"},\"finish_reason\":null}]}\n\n",
        Dialect.Anthropic => "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" \\\"token\"}}\n\n",
        Dialect.Gemini => "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\" \\\"token\"}],\"role\":\"model\"},\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":1,\"totalTokenCount\":2},\"modelVersion\":\"m\",\"responseId\":\"i\"}\n\n",
        _ => "{\"model\":\"m\",\"created_at\":\"x\",\"message\":{\"role\":\"assistant\",\"content\":\" \\\"token\"},\"done\":false}\n",
    };
}
